/** Arrow bitmaps: bit i is bit `i & 7` of byte `i >> 3`, least significant first. */

export function bitAt(bits: Uint8Array, i: number): boolean {
  return bitOf(bits, i) === 1;
}

/** The bit as a number, 0 or 1: to compute with it where a branch would depend on each bit, which a processor could not guess. */
export function bitOf(bits: Uint8Array, i: number): number {
  return (bits[i >> 3]! >> (i & 7)) & 1;
}

export function setBit(bits: Uint8Array, i: number): void {
  bits[i >> 3]! |= 1 << (i & 7);
}

export function clearBit(bits: Uint8Array, i: number): void {
  bits[i >> 3]! &= ~(1 << (i & 7));
}

/** Bytes that hold `length` bits. */
export function bitmapBytes(length: number): number {
  return (length + 7) >> 3;
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length);

/** How many bits of a byte are set. */
export function countOnes(byte: number): number {
  return ONES[byte]!;
}

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

/** Whether the first `length` bits are all set. */
export function hasAllBits(bits: Uint8Array, length: number): boolean {
  return countSet(bits, 0, length) === length;
}

/** The numbers of those of the first `length` bits that are set. */
export function setBits(bits: Uint8Array, length: number): Int32Array {
  const count = countSet(bits, 0, length);
  const rows = new Int32Array(count + 1);
  // No branch depends on a bit, which a processor could not guess; what is written behind the last row is not kept.
  for (let i = 0, kept = 0; i < length; i++) {
    rows[kept] = i;
    kept += bitOf(bits, i);
  }
  return rows.subarray(0, count);
}

/** Sets the bits from `start` on of `to`, which are zeros, where the first `length` of `from` are set. */
export function pasteBits(from: Uint8Array, length: number, to: Uint8Array, start: number): void {
  const shift = start & 7;
  const at = start >> 3;
  const whole = length >> 3;
  for (let i = 0; i < whole; i++) {
    to[at + i]! |= from[i]! << shift;
    if (shift > 0) to[at + i + 1]! |= from[i]! >> (8 - shift);
  }
  for (let i = whole * 8; i < length; i++) if (bitAt(from, i)) setBit(to, start + i);
}

/** The bits from `offset` on: a view where that is a whole byte. */
export function bitsFrom(bits: Uint8Array, offset: number, length: number): Uint8Array {
  const bytes = bitmapBytes(length);
  if ((offset & 7) === 0) return bits.subarray(offset >> 3, (offset >> 3) + bytes);
  const own = new Uint8Array(bytes);
  copyBits(bits, offset, length, own);
  return own;
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
