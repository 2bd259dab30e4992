/**
 * Where `length` bytes from `sought` on (one at least) are found in [from, to), also across each other: addresses to `out`,
 * rising; gives how many. Up to 15 bytes behind `to` are read.
 */
export function find(from: usize, to: usize, sought: usize, length: usize, out: usize): u32 {
  if (to - from < length) return 0;
  const first = i8x16.splat(load<u8>(sought));
  const last = i8x16.splat(load<u8>(sought + length - 1));
  const latest = to - length;
  let end = out;
  for (let at = from; at <= latest; at += 16) {
    let bits = i8x16.bitmask(v128.and(i8x16.eq(v128.load(at), first), i8x16.eq(v128.load(at + length - 1), last)));
    for (; bits != 0; bits &= bits - 1) {
      const place = at + ctz(bits);
      if (place > latest) break;
      if (!isSame(place, sought, length)) continue;
      store<u32>(end, <u32>place);
      end += 4;
    }
  }
  return <u32>((end - out) >> 2);
}

/** Whether `length` bytes are equal between the first and the last, which are not looked at. */
export function isSame(a: usize, b: usize, length: usize): bool {
  for (let i: usize = 1; i + 1 < length; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}
