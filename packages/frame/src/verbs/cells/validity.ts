import { bitmapBytes, copyBits, pasteBits } from "../../bitmap.js";
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
  return column.nullCount === 0 ? null : joinedBits(column, column.vectors.map(validityOf));
}

/** One bitmap of what each vector of a column has; all are set where one has none. */
export function joinedBits({ length, starts }: Column, parts: readonly (Uint8Array | null)[]): Uint8Array {
  const bits = sharedArray(Uint8Array, bitmapBytes(length));
  for (const [k, part] of parts.entries()) {
    const rows = starts[k + 1]! - starts[k]!;
    pasteBits(part ?? new Uint8Array(bitmapBytes(rows)).fill(0xff), rows, bits, starts[k]!);
  }
  return bits;
}

/** Rows that have a value in both. */
export function bothValid(a: Uint8Array | null, b: Uint8Array | null): Uint8Array | null {
  if (a === null || b === null) return a ?? b;
  const bits = sharedArray(Uint8Array, a.length).subarray(0, Math.min(a.length, b.length));
  for (let i = 0; i < bits.length; i++) bits[i] = a[i]! & b[i]!;
  return bits;
}
