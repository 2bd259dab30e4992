import { bitmapBytes, copyBits } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";

/** A vector's validity from its first row on; null if no row is missing. A view where it begins at a whole byte. */
export function validityOf(vector: Vector): Uint8Array | null {
  const { storage, offset, length } = vector;
  const bytes = bitmapBytes(length);
  if (vector.nullCount === 0) return null;
  if (storage.validity === null) return sharedArray(Uint8Array, bytes);
  if ((offset & 7) === 0) return storage.validity.subarray(offset >> 3, (offset >> 3) + bytes);
  const bits = sharedArray(Uint8Array, bytes);
  copyBits(storage.validity, offset, length, bits);
  return bits;
}

/** A column's validity as one bitmap; null if no row is missing. */
export function validityOfColumn(column: Column): Uint8Array | null {
  if (column.vectors.length === 1) return validityOf(column.vectors[0]!);
  if (column.nullCount === 0) return null;
  const bits = sharedArray(Uint8Array, bitmapBytes(column.length));
  for (const [k, vector] of column.vectors.entries()) joinBits(bits, column.starts[k]!, vector);
  return bits;
}

function joinBits(bits: Uint8Array, start: number, vector: Vector): void {
  const own = validityOf(vector);
  for (let i = 0; i < vector.length; i++) {
    if (own === null || ((own[i >> 3]! >> (i & 7)) & 1) === 1) bits[(start + i) >> 3]! |= 1 << ((start + i) & 7);
  }
}

/** Rows that have a value in both. */
export function bothValid(a: Uint8Array | null, b: Uint8Array | null): Uint8Array | null {
  if (a === null || b === null) return a ?? b;
  const bits = sharedArray(Uint8Array, a.length).subarray(0, Math.min(a.length, b.length));
  for (let i = 0; i < bits.length; i++) bits[i] = a[i]! & b[i]!;
  return bits;
}
