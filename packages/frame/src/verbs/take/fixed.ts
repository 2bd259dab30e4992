import { sharedArray } from "../../build/growing.js";
import type { DataType } from "../../data-types.js";
import { layoutOf } from "../../layout.js";
import type { DataArray } from "../../storage.js";
import type { Vector } from "../../vector.js";
import { shuffleOfPicks, type Picks } from "./picks.js";

export type Units = Uint8Array | Uint16Array | Int32Array;

/**
 * The picked values of a type of fixed width. They are moved as units of 1, 2, 4 or 8 bytes: so a loop sees few kinds of
 * array, and the bits of a NaN stay.
 */
export function takeFixed(type: DataType, vectors: readonly Vector[], picks: Picks): DataArray {
  const { array, stride } = layoutOf(type)!;
  const out = sharedArray(array, picks.length * stride).subarray(0, picks.length * stride);
  const sources = vectors.map(({ storage, offset, length }) => storage.data!.subarray(offset * stride, (offset + length) * stride));
  const shuffle = stride === 1 ? shuffleOfPicks(picks) : null;
  const isLong = array.BYTES_PER_ELEMENT === 8;
  if (shuffle !== null) {
    if (isLong) shuffle.longs(sources.map(longsOf), longsOf(out));
    else shuffle.units(sources.map(unitsOf), unitsOf(out));
  } else if (stride > 1) copyUnits(sources.map(unitsOf), picks, (stride * array.BYTES_PER_ELEMENT) / unitOf(array), unitsOf(out));
  else if (picks.piece !== null && isLong) copyLongsOfMany(sources.map(longsOf), picks.piece, picks.row, longsOf(out));
  else if (picks.piece !== null) copyFromMany(sources.map(unitsOf), picks.piece, picks.row, unitsOf(out));
  else if (isLong) copyLongs(longsOf(sources[0]!), picks.row, longsOf(out));
  else copyFromOne(unitsOf(sources[0]!), picks.row, unitsOf(out));
  return out;
}

function unitOf({ BYTES_PER_ELEMENT }: { readonly BYTES_PER_ELEMENT: number }): number {
  return Math.min(4, BYTES_PER_ELEMENT);
}

export function unitsOf(array: DataArray): Units {
  const { buffer, byteOffset, byteLength } = array;
  const unit = unitOf(array);
  if (unit === 1) return new Uint8Array(buffer, byteOffset, byteLength);
  if (unit === 2) return new Uint16Array(buffer, byteOffset, byteLength / 2);
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

export function longsOf({ buffer, byteOffset, byteLength }: DataArray): BigInt64Array {
  return new BigInt64Array(buffer, byteOffset, byteLength / 8);
}

function copyFromOne(source: Units, row: Int32Array, out: Units): void {
  for (let i = 0; i < row.length; i++) {
    const from = row[i]!;
    if (from >= 0) out[i] = source[from]!;
  }
}

/** From array to array the engine moves 64 bits without making a bigint of them. */
function copyLongs(source: BigInt64Array, row: Int32Array, out: BigInt64Array): void {
  for (let i = 0; i < row.length; i++) {
    const from = row[i]!;
    if (from >= 0) out[i] = source[from]!;
  }
}

// Apart from each other, as those of one vector are, so that each loop sees one kind of array, or few.
function copyFromMany(sources: readonly Units[], piece: Int32Array, row: Int32Array, out: Units): void {
  for (let i = 0; i < row.length; i++) {
    const from = row[i]!;
    if (from >= 0) out[i] = sources[piece[i]!]![from]!;
  }
}

function copyLongsOfMany(sources: readonly BigInt64Array[], piece: Int32Array, row: Int32Array, out: BigInt64Array): void {
  for (let i = 0; i < row.length; i++) {
    const from = row[i]!;
    if (from >= 0) out[i] = sources[piece[i]!]![from]!;
  }
}

/** Values of several units each. */
function copyUnits(sources: readonly Units[], { length, piece, row }: Picks, units: number, out: Units): void {
  for (let i = 0; i < length; i++) {
    const from = row[i]!;
    if (from < 0) continue;
    const source = sources[piece === null ? 0 : piece[i]!]!;
    for (let u = 0; u < units; u++) out[i * units + u] = source[from * units + u]!;
  }
}
