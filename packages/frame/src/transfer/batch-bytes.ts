import { layoutOf } from "../layout.js";
import type { RecordBatch } from "../record-batch.js";
import type { Vector } from "../vector.js";

const BIT = 1 / 8;

/**
 * Bytes of a batch's rows as Arrow would hold them, a bit of validity a row included (so the result may end in
 * eighths). It depends on types and cells only, not on how they lie in memory: the parts of a batch add up to it.
 * A dictionary does not count, it is shared by all parts.
 */
export function batchBytes(batch: RecordBatch): number {
  return batch.vectors.reduce((sum, vector) => sum + vectorBytes(vector), 0);
}

function vectorBytes(vector: Vector): number {
  const { storage, offset, length } = vector;
  // Each where it is needed: to ask a lazy storage for one part of its values makes them all, but for those that are there.
  const { type, offsets } = storage;
  if (type.kind === "null" || length === 0) return 0;
  const own = length * BIT;
  switch (type.kind) {
    case "bool": return own + length * BIT;
    case "utf8":
    case "binary": return own + length * offsets!.BYTES_PER_ELEMENT + Number(offsets![offset + length]!) - Number(offsets![offset]!);
    case "list":
    case "map": {
      const items = storage.children[0]!.slice(Number(offsets![offset]!), Number(offsets![offset + length]!));
      return own + length * offsets!.BYTES_PER_ELEMENT + vectorBytes(items);
    }
    case "fixed-list": return own + vectorBytes(storage.children[0]!.slice(offset * type.size, (offset + length) * type.size));
    case "struct": return storage.children.reduce((sum, child) => sum + vectorBytes(child.slice(offset, offset + length)), own);
    case "union": return length + unionBytes(vector);
    default: {
      const { array, stride } = layoutOf(type)!;
      return own + length * stride * array.BYTES_PER_ELEMENT;
    }
  }
}

/** Sparse: every member has every row. Dense: an offset a row, and the one cell that it refers to. */
function unionBytes({ storage, offset, length }: Vector): number {
  const { type, typeIds, data, children } = storage;
  if (type.kind !== "union") return 0;
  if (type.mode === "sparse") return children.reduce((sum, child) => sum + vectorBytes(child.slice(offset, offset + length)), 0);
  let sum = length * 4;
  for (let row = offset; row < offset + length; row++) {
    const at = Number(data![row]!);
    sum += vectorBytes(children[type.typeIds.indexOf(typeIds![row]!)]!.slice(at, at + 1));
  }
  return sum;
}
