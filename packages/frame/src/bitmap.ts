/** Arrow bitmaps: bit i is bit `i & 7` of byte `i >> 3`, least significant first. */

export function bitAt(bits: Uint8Array, i: number): boolean {
  return ((bits[i >> 3]! >> (i & 7)) & 1) === 1;
}

export function setBit(bits: Uint8Array, i: number): void {
  bits[i >> 3]! |= 1 << (i & 7);
}

/** Bytes that hold `length` bits. */
export function bitmapBytes(length: number): number {
  return (length + 7) >> 3;
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length);

/** How many of the bits `[offset, offset + length)` are set. */
export function countSet(bits: Uint8Array, offset: number, length: number): number {
  const end = offset + length;
  let count = 0;
  let i = offset;
  for (; i < end && (i & 7) !== 0; i++) if (bitAt(bits, i)) count++;
  for (; i + 8 <= end; i += 8) count += ONES[bits[i >> 3]!]!;
  for (; i < end; i++) if (bitAt(bits, i)) count++;
  return count;
}

/** Copies bits `[offset, offset + length)` of `from` to bit 0 onward of `to`, which starts as zeros. */
export function copyBits(from: Uint8Array, offset: number, length: number, to: Uint8Array): void {
  const bytes = bitmapBytes(length);
  const shift = offset & 7;
  const start = offset >> 3;
  if (shift === 0) {
    to.set(from.subarray(start, start + bytes));
  } else {
    for (let i = 0; i < bytes; i++) to[i] = (from[start + i]! >> shift) | ((from[start + i + 1] ?? 0) << (8 - shift));
  }
  if ((length & 7) !== 0) to[bytes - 1]! &= (1 << (length & 7)) - 1;
}
