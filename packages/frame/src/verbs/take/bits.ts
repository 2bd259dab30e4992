import { bitAt, bitmapBytes, setBit } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import type { Vector } from "../../vector.js";
import { shuffleOfPicks, type Picks } from "./picks.js";

/** The validity of the picked rows; null if none is missing. */
export function takeValidity(vectors: readonly Vector[], picks: Picks): Uint8Array | null {
  const sources = vectors.map((vector) => (vector.nullCount > 0 ? vector.storage.validity : null));
  if (sources.some((bits) => bits !== null)) return takeBits(sources, vectors, picks);
  return picks.missing ? presentRows(picks) : null;
}

const present = new WeakMap<Picks, Uint8Array>();

/** A bit for each row that is picked from somewhere: one bitmap for all columns that are picked from alike. */
function presentRows(picks: Picks): Uint8Array {
  let bits = present.get(picks);
  if (bits === undefined) present.set(picks, (bits = rowsThere(picks.row)));
  return bits;
}

function rowsThere(row: Int32Array): Uint8Array {
  const { length } = row;
  const bits = sharedArray(Uint8Array, bitmapBytes(length));
  for (let i = 0; i < length; i += 8) {
    const end = Math.min(i + 8, length);
    let byte = 0;
    // The top bit of a row number is set if there is none.
    for (let k = i; k < end; k++) byte |= (~row[k]! >>> 31) << (k - i);
    bits[i >> 3] = byte;
  }
  return bits;
}

/** The picked bits of a bool column. */
export function takeBools(vectors: readonly Vector[], picks: Picks): Uint8Array {
  return takeBits(vectors.map(({ storage }) => storage.data as Uint8Array), vectors, picks);
}

/** A source that is null counts as all ones; a missing row is a zero. */
function takeBits(sources: readonly (Uint8Array | null)[], vectors: readonly Vector[], picks: Picks): Uint8Array {
  const bits = sharedArray(Uint8Array, bitmapBytes(picks.length));
  const shuffle = shuffleOfPicks(picks);
  if (shuffle !== null) {
    shuffle.bits(vectors.map(({ offset, length }, k) => ({ bits: sources[k]!, offset, length })), bits);
    return bits;
  }
  const { length, piece, row } = picks;
  if (piece === null) {
    takeBitsOfOne(sources[0]!, vectors[0]!.offset, row, bits);
    return bits;
  }
  for (let i = 0; i < length; i++) {
    if (row[i]! < 0) continue;
    const k = piece[i]!;
    const source = sources[k];
    if (source === null || bitAt(source!, vectors[k]!.offset + row[i]!)) setBit(bits, i);
  }
  return bits;
}

/** The same from one vector, a byte at a time. */
function takeBitsOfOne(source: Uint8Array | null, offset: number, row: Int32Array, bits: Uint8Array): void {
  for (let i = 0; i < row.length; i += 8) {
    const end = Math.min(i + 8, row.length);
    let byte = 0;
    for (let k = i; k < end; k++) {
      const from = row[k]!;
      if (from >= 0 && (source === null || bitAt(source, offset + from))) byte |= 1 << (k - i);
    }
    bits[i >> 3] = byte;
  }
}
