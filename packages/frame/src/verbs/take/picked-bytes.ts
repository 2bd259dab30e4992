import type { Vector } from "../../vector.js";
import { shuffleOfPicks, type Picks } from "./picks.js";

/** Whether the picked cells of text or binary take at most `limit` bytes. */
export function fitInto(limit: number, vectors: readonly Vector[], picks: Picks): boolean {
  if (shuffleOfPicks(picks) !== null) return bytesOf(vectors) <= limit;
  const rows = vectors.reduce((sum, { length }) => sum + length, 0);
  // In order, offsets are read ten times faster than row by row: so first by a bound, if many rows are picked.
  if (picks.length * 8 > rows && picks.length * longestCell(vectors) <= limit) return true;
  return pickedBytes(vectors, picks) <= limit;
}

/** Bytes that all cells take. */
export function bytesOf(vectors: readonly Vector[]): number {
  return vectors.reduce((sum, { storage, offset, length }) => sum + Number(storage.offsets![offset + length]!) - Number(storage.offsets![offset]!), 0);
}

function longestCell(vectors: readonly Vector[]): number {
  let longest = 0;
  for (const { storage, offset, length } of vectors) {
    const { offsets } = storage;
    if (!(offsets instanceof Int32Array)) return Infinity;
    for (let i = offset; i < offset + length; i++) {
      const size = offsets[i + 1]! - offsets[i]!;
      if (size > longest) longest = size;
    }
  }
  return longest;
}

/** Bytes that the picked cells of text or binary take. */
export function pickedBytes(vectors: readonly Vector[], { length, piece, row }: Picks): number {
  let total = 0;
  for (let i = 0; i < length; i++) {
    if (row[i]! < 0) continue;
    const { storage, offset } = vectors[piece === null ? 0 : piece[i]!]!;
    const at = offset + row[i]!;
    total += Number(storage.offsets![at + 1]!) - Number(storage.offsets![at]!);
  }
  return total;
}
