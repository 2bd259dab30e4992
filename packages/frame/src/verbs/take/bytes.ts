import { sharedArray } from "../../build/growing.js";
import type { StorageParts } from "../../storage.js";
import type { Vector } from "../../vector.js";
import { findPlaces } from "./find-places.js";
import { pickedBytes } from "./picked-bytes.js";
import type { Picks } from "./picks.js";

/** Below so many bytes a loop is faster than a call of `set`. */
const SHORT = 24;

/** The picked cells of binary, or of text with 64-bit offsets, as a copy. */
export function takeBytes(large: boolean, vectors: readonly Vector[], picks: Picks): Pick<StorageParts, "data" | "offsets"> {
  return large ? takeLarge(vectors, picks) : takeSmall(vectors, picks);
}

function takeLarge(vectors: readonly Vector[], picks: Picks): Pick<StorageParts, "data" | "offsets"> {
  const { length, piece, row } = picks;
  const data = sharedArray(Uint8Array, pickedBytes(vectors, picks));
  const offsets = sharedArray(BigInt64Array, length + 1);
  let used = 0;
  let i = 0;
  while (i < length) {
    if (row[i]! < 0) {
      offsets[++i] = BigInt(used);
      continue;
    }
    const k = piece === null ? 0 : piece[i]!;
    const { storage, offset } = vectors[k]!;
    const ends = storage.offsets!;
    const start = Number(ends[offset + row[i]!]!);
    let end: number;
    do {
      end = Number(ends[offset + row[i]! + 1]!);
      offsets[++i] = BigInt(used + end - start);
    } while (i < length && row[i] === row[i - 1]! + 1 && (piece === null || piece[i] === k));
    copyBytes(storage.data as Uint8Array, start, end, data, used);
    used += end - start;
  }
  return { data: data.subarray(0, used), offsets: offsets.subarray(0, length + 1) };
}

/** The same where offsets are of 32 bits, as nearly all are. */
function takeSmall(vectors: readonly Vector[], picks: Picks): Pick<StorageParts, "data" | "offsets"> {
  const { sources, piece, starts, offsets } = findPlaces(vectors, picks);
  const data = sharedArray(Uint8Array, offsets[picks.length]!).subarray(0, offsets[picks.length]);
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]!;
    copyBytes(sources[piece === null ? 0 : piece[i]!]!, start, start + offsets[i + 1]! - offsets[i]!, data, offsets[i]!);
  }
  return { data, offsets };
}

function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > SHORT) to.set(from.subarray(start, end), at);
  else for (let i = start; i < end; i++) to[at++] = from[i]!;
}
