import { bitAt, bitmapBytes, setBit } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import type { Vector } from "../../vector.js";
import type { Picks } from "./picks.js";

/** The validity of the picked rows; null if none is missing. */
export function takeValidity(vectors: readonly Vector[], picks: Picks): Uint8Array | null {
  const sources = vectors.map((vector) => (vector.nullCount > 0 ? vector.storage.validity : null));
  if (!picks.missing && sources.every((bits) => bits === null)) return null;
  return takeBits(sources, vectors, picks);
}

/** The picked bits of a bool column. */
export function takeBools(vectors: readonly Vector[], picks: Picks): Uint8Array {
  return takeBits(vectors.map(({ storage }) => storage.data as Uint8Array), vectors, picks);
}

/** A source that is null counts as all ones; a missing row is a zero. */
function takeBits(sources: readonly (Uint8Array | null)[], vectors: readonly Vector[], { length, piece, row }: Picks): Uint8Array {
  const bits = sharedArray(Uint8Array, bitmapBytes(length));
  for (let i = 0; i < length; i++) {
    if (row[i]! < 0) continue;
    const k = piece === null ? 0 : piece[i]!;
    const source = sources[k];
    if (source === null || bitAt(source!, vectors[k]!.offset + row[i]!)) setBit(bits, i);
  }
  return bits;
}
