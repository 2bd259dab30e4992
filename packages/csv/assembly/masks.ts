// 64 bytes as 64 bits: bit i says something about byte i.

/** Which of 64 bytes, held in four vectors, are `what`. */
@inline
export function equal64(a: v128, b: v128, c: v128, d: v128, what: v128): u64 {
  const low = i8x16.bitmask(i8x16.eq(a, what)) | (i8x16.bitmask(i8x16.eq(b, what)) << 16);
  const high = i8x16.bitmask(i8x16.eq(c, what)) | (i8x16.bitmask(i8x16.eq(d, what)) << 16);
  return <u64>(<u32>low) | (<u64>(<u32>high) << 32);
}

/** Whether any of 64 bytes, held in four vectors, is `what`. */
@inline
export function any64(a: v128, b: v128, c: v128, d: v128, what: v128): bool {
  return v128.any_true(v128.or(v128.or(i8x16.eq(a, what), i8x16.eq(b, what)), v128.or(i8x16.eq(c, what), i8x16.eq(d, what))));
}

/** Bit i of the result is the parity of the bits 0 to i: behind an odd number of quotes one is inside. */
@inline
export function prefixXor(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}
