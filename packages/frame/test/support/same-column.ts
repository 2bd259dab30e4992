import { isDeepStrictEqual } from "node:util";
import { bitAt, layoutOf, sameType, type Column, type Vector } from "@framepool/frame/internal";

/**
 * Whether two columns say the same: name, type (how 64-bit cells are read included), missing cells and values, bit for bit. -0 is not
 * 0; one NaN is another; how rows are cut into vectors and which code a dictionary gives to a value do not count.
 */
export function sameColumn(a: Column, b: Column): boolean {
  return a.name === b.name && sameType(a.type, b.type) && isDeepStrictEqual(a.type, b.type) && isDeepStrictEqual(logical(a), logical(b));
}

/** The cells of a column of any type as plain values, read straight from memory: no reader of the package is asked. */
export function logical(column: Column): unknown[] {
  return column.vectors.flatMap((vector) => Array.from({ length: vector.length }, (_, i) => cellAt(vector, i)));
}

function cellAt(vector: Vector, i: number): unknown {
  const { storage } = vector;
  const { type, validity, offsets, data, typeIds, children, dictionary } = storage;
  const row = vector.offset + i;
  if (type.kind === "null" || (validity !== null && !bitAt(validity, row))) return null;
  switch (type.kind) {
    case "bool": return bitAt(data as Uint8Array, row);
    case "utf8": return new TextDecoder("utf-8", { ignoreBOM: true }).decode((data as Uint8Array).slice(Number(offsets![row]), Number(offsets![row + 1])));
    case "binary": return [...(data as Uint8Array).slice(Number(offsets![row]), Number(offsets![row + 1]))];
    case "list":
    case "map": return items(children[0]!, Number(offsets![row]), Number(offsets![row + 1]));
    case "fixed-list": return items(children[0]!, row * type.size, (row + 1) * type.size);
    case "struct": return children.map((child) => cellAt(child, row));
    case "union": {
      const member = type.typeIds.indexOf(typeIds![row]!);
      return { member, value: cellAt(children[member]!, type.mode === "dense" ? Number(data![row]) : row) };
    }
    case "dictionary": return cellAt(dictionary!, Number(data![row]));
    default: {
      const { stride } = layoutOf(type)!;
      return stride === 1 ? data![row] : [...data!.slice(row * stride, (row + 1) * stride)];
    }
  }
}

function items(child: Vector, begin: number, end: number): unknown[] {
  return Array.from({ length: end - begin }, (_, i) => cellAt(child, begin + i));
}
