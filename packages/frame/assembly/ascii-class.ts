/** Which of 16 bytes are ASCII of a class, which says it in 16 bytes: by their lower four bits, a bit for each of the upper three. */
@inline
export function inClass(bytes: v128, ofLower: v128): v128 {
  const ofUpper = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
  // A byte of 0x80 or more has no place in the first.
  const lower = i8x16.swizzle(ofLower, v128.and(bytes, i8x16.splat(<i8>0x8f)));
  const upper = i8x16.swizzle(ofUpper, v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(0x0f)));
  return i8x16.ne(v128.and(lower, upper), i8x16.splat(0));
}
