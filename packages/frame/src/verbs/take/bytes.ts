import { sharedArray } from "../../build/growing.js";
import type { StorageParts } from "../../storage.js";
import type { Vector } from "../../vector.js";
import type { Picks } from "./picks.js";

/** Below so many bytes a loop is faster than a call of `set`. */
const SHORT = 24;

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

/** The picked cells of text or binary; rows that follow each other in the source are copied at once. */
export function takeBytes(large: boolean, vectors: readonly Vector[], picks: Picks): Pick<StorageParts, "data" | "offsets"> {
  const { length, piece, row } = picks;
  const data = sharedArray(Uint8Array, pickedBytes(vectors, picks));
  const offsets = large ? sharedArray(BigInt64Array, length + 1) : sharedArray(Int32Array, length + 1);
  let used = 0;
  let i = 0;
  while (i < length) {
    if (row[i]! < 0) {
      setOffset(offsets, ++i, used);
      continue;
    }
    const k = piece === null ? 0 : piece[i]!;
    const { storage, offset } = vectors[k]!;
    const ends = storage.offsets!;
    const start = Number(ends[offset + row[i]!]!);
    let end: number;
    do {
      end = Number(ends[offset + row[i]! + 1]!);
      setOffset(offsets, ++i, used + end - start);
    } while (i < length && row[i] === row[i - 1]! + 1 && (piece === null || piece[i] === k));
    copyBytes(storage.data as Uint8Array, start, end, data, used);
    used += end - start;
  }
  return { data: data.subarray(0, used), offsets: offsets.subarray(0, length + 1) };
}

function setOffset(offsets: Int32Array | BigInt64Array, i: number, value: number): void {
  if (offsets instanceof Int32Array) offsets[i] = value;
  else offsets[i] = BigInt(value);
}

function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > SHORT) to.set(from.subarray(start, end), at);
  else for (let i = start; i < end; i++) to[at++] = from[i]!;
}
