const SPACE: u8 = 0x20;
/** The first byte of the letters from À to ÿ, whose case is the bit 0x20 of the second, but for × and ÷. */
const LATIN: u8 = 0xc3;
const TIMES: u8 = 0x97;

/**
 * Changes the case of letters in [from, to), in place: the 26 of ASCII from `first` on, and the 31 behind {@link LATIN} from
 * `latin` on. The byte before `from`, which is none of theirs, is read, and up to 15 behind `to` are changed along. Of characters whose case it does
 * not know, also of `odd` and `odder` behind LATIN, the addresses of a byte go to `out`, rising; gives how many.
 */
export function changeCase(from: usize, to: usize, first: u8, latin: u8, odd: u8, odder: u8, out: usize): u32 {
  const bit = i8x16.splat(SPACE);
  const lead = i8x16.splat(LATIN);
  let end = out;
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    let letters = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(26));
    let others = 0;
    if (i8x16.bitmask(bytes) != 0) {
      const behind = i8x16.eq(v128.load(at - 1), lead);
      const sign = i8x16.eq(v128.or(bytes, bit), i8x16.splat(TIMES | SPACE));
      const known = v128.andnot(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(latin)), i8x16.splat(31)), sign);
      letters = v128.or(letters, v128.and(behind, known));
      const odds = v128.or(i8x16.eq(bytes, i8x16.splat(odd)), i8x16.eq(bytes, i8x16.splat(odder)));
      const leads = v128.andnot(i8x16.ge_u(bytes, i8x16.splat(<u8>0xc2)), i8x16.eq(bytes, lead));
      others = i8x16.bitmask(v128.or(leads, v128.and(behind, odds)));
    }
    v128.store(at, v128.xor(bytes, v128.and(letters, bit)));
    for (; others != 0; others &= others - 1) {
      const place = at + ctz(others);
      if (place >= to) break;
      store<u32>(end, <u32>place);
      end += 4;
    }
  }
  return <u32>((end - out) >> 2);
}
