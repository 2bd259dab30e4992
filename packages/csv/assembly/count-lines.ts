import { equal64 } from "./masks";

/** Line ends in [from, to), where `from` is not between \r and \n. */
export function countLines(from: usize, to: usize): u32 {
  const lf = i8x16.splat(10);
  const cr = i8x16.splat(13);
  let count: u32 = 0;
  let wasCr: u64 = 0;
  for (let at = from; at < to; at += 64) {
    const a = v128.load(at, 0);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const crBits = equal64(a, b, c, d, cr);
    const lineBits = (equal64(a, b, c, d, lf) & ~((crBits << 1) | wasCr)) | crBits;
    const valid = to - at < 64 ? (<u64>~0) >> <u64>(64 - (to - at)) : <u64>~0;
    count += <u32>popcnt(lineBits & valid);
    wasCr = crBits >> 63;
  }
  return count;
}
