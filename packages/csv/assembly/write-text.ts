const LF: i8 = 10;
const CR: i8 = 13;

/** Copies a text by sixteens. Gives whether a byte of it cannot stand in a field without quotes. */
@inline
export function copyPlain(from: usize, to: usize, bytes: usize, sep: v128, quote: v128): bool {
  const end = from + bytes;
  let special = 0;
  while (from < end) {
    const part = v128.load(from);
    v128.store(to, part);
    const lineEnds = v128.or(i8x16.eq(part, i8x16.splat(LF)), i8x16.eq(part, i8x16.splat(CR)));
    let found = i8x16.bitmask(v128.or(lineEnds, v128.or(i8x16.eq(part, sep), i8x16.eq(part, quote))));
    if (end - from < 16) found &= (1 << <u32>(end - from)) - 1;
    special |= found;
    from += 16;
    to += 16;
  }
  return special != 0;
}

/** Writes a text in quotes, its own doubled: two bytes more than twice its own at most. Gives the address behind it. */
export function writeQuoted(from: usize, to: usize, bytes: usize, quote: u32): usize {
  const quotes = i8x16.splat(<i8>quote);
  const end = from + bytes;
  store<u8>(to++, <u8>quote);
  while (from < end) {
    const part = v128.load(from);
    v128.store(to, part);
    const found = i8x16.bitmask(i8x16.eq(part, quotes));
    const left = min(end - from, 16);
    const plain = found == 0 ? left : min(<usize>ctz(found), left);
    from += plain;
    to += plain;
    if (plain < left) {
      store<u16>(to, <u16>(quote | (quote << 8)));
      from++;
      to += 2;
    }
  }
  store<u8>(to++, <u8>quote);
  return to;
}
