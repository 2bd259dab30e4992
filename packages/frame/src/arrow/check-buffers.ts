import { FrameError } from "@framepool/errors";
import { bitAt, bitmapBytes } from "../bitmap.js";
import { COLUMNS } from "../columns-key.js";
import { layoutOf } from "../layout.js";
import type { Storage } from "../storage.js";
import type { Table } from "../table.js";

/** Bitmaps are counted in 32 bits. */
const MOST_ROWS = 2 ** 31 - 8;

/**
 * Looks whether what a file says of its columns is true, so that nobody reads behind the end of a buffer later: that every
 * buffer is as long as the rows say, and offsets, codes and type ids point into what they are for.
 * Throws FrameError naming the column.
 */
export function checkBuffers(table: Table): void {
  for (const { name, vectors } of table[COLUMNS]) {
    for (const { storage } of vectors) checkStorage(storage, name);
  }
}

function checkStorage(storage: Storage, column: string): void {
  const { type, length, validity, offsets, data, typeIds, children, dictionary } = storage;
  const holds = (what: string, has: number, needs: number): void => {
    if (!(has >= needs)) throw lies(column, `it says to have ${String(length)} rows, and its ${what} end before`);
  };
  if (!(Number.isSafeInteger(length) && length >= 0 && length <= MOST_ROWS)) throw lies(column, `${String(length)} is no number of rows`);
  if (validity !== null) holds("bits of missing cells", validity.length, bitmapBytes(length));
  switch (type.kind) {
    case "null": break;
    case "bool": holds("values", data!.length, bitmapBytes(length)); break;
    case "utf8":
    case "binary": checkOffsets(offsets!, length, data!.length, column); break;
    case "list":
    case "map": checkOffsets(offsets!, length, children[0]!.length, column); break;
    case "fixed-list": holds("items", children[0]!.length, length * type.size); break;
    case "struct": for (const child of children) holds("fields", child.length, length); break;
    case "union": checkUnion(storage, type.typeIds, column); break;
    default: {
      const { stride } = layoutOf(type)!;
      holds("values", data!.length, length * stride);
    }
  }
  if (type.kind === "union") holds("type ids", typeIds!.length, length);
  if (dictionary !== null) checkCodes(storage, dictionary.length, column);
  for (const child of [...children, ...(dictionary === null ? [] : [dictionary])]) checkStorage(child.storage, column);
}

/** Offsets rise from 0 at least to the end of what they cut. */
function checkOffsets(offsets: Int32Array | BigInt64Array, length: number, end: number, column: string): void {
  if (offsets.length <= length) throw lies(column, `it says to have ${String(length)} rows, and its offsets end before`);
  let before = 0;
  for (let row = 0; row <= length; row++) {
    const offset = Number(offsets[row]!);
    if (offset < before || offset > end) throw lies(column, `the cell in row ${String(Math.max(0, row - 1))} of a batch is said to end at ${String(offset)}, which is ${offset > end ? `behind the end, ${String(end)}` : `before it begins, ${String(before)}`}`);
    before = offset;
  }
}

function checkCodes({ data, length, validity }: Storage, values: number, column: string): void {
  for (let row = 0; row < length; row++) {
    const code = Number(data![row]!);
    if (code >= 0 && code < values) continue;
    // What lies under a missing cell means nothing.
    if (validity === null || bitAt(validity, row)) throw lies(column, `row ${String(row)} of a batch has category ${String(code)}, and there are ${String(values)}`);
  }
}

function checkUnion({ type, length, typeIds, data, children }: Storage, ids: readonly number[], column: string): void {
  const isDense = type.kind === "union" && type.mode === "dense";
  if (isDense && data!.length < length) throw lies(column, `it says to have ${String(length)} rows, and its offsets end before`);
  for (let row = 0; row < length; row++) {
    const member = children[ids.indexOf(typeIds![row]!)];
    const at = isDense ? Number(data![row]!) : row;
    if (member === undefined || at < 0 || at >= member.length) throw lies(column, `row ${String(row)} of a batch is in no member of its union`);
  }
}

function lies(column: string, what: string): FrameError {
  return new FrameError(`column "${column}" is damaged: ${what}`, { column });
}
