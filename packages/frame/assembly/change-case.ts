import { joined } from "./marks";

const SPACE: u8 = 0x20;
/** The first byte of the letters from À to ÿ, whose case is the bit 0x20 of the second, but for × and ÷. */
const LATIN: u8 = 0xc3;
const TIMES: u8 = 0x97;

/**
 * Changes the case of letters in [from, to), in place: the 26 of ASCII from `first` on, the 31 behind {@link LATIN} from
 * `latin` on, and those of two bytes for which `pairs` has another code point by theirs, 16 bits each, and not 0. Bits of `fold` are taken
 * for set: with 0x20, letters of either case change. The byte before `from`, which is none of theirs, and the one behind `to` are read,
 * and up to 63 behind `to` are changed along. Of characters whose case it does not know, also of `odd` and `odder` behind LATIN, the
 * addresses of a byte go to `out`, rising; gives how many.
 */
export function changeCase(from: usize, to: usize, first: u8, latin: u8, fold: u8, odd: u8, odder: u8, pairs: usize, out: usize): u32 {
  const ascii = i8x16.splat(first ^ 0x80);
  const high = i8x16.splat(latin ^ 0x80);
  const bit = i8x16.splat(SPACE);
  const folded = i8x16.splat(fold);
  const one = i8x16.splat(odd);
  const other = i8x16.splat(odder);
  let end = out;
  for (let at = from; at < to; at += 64) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    if (i8x16.bitmask(v128.or(v128.or(a, b), v128.or(c, d))) == 0) {
      v128.store(at, changed(a, asciiOf(v128.or(a, folded), ascii), bit));
      v128.store(at, changed(b, asciiOf(v128.or(b, folded), ascii), bit), 16);
      v128.store(at, changed(c, asciiOf(v128.or(c, folded), ascii), bit), 32);
      v128.store(at, changed(d, asciiOf(v128.or(d, folded), ascii), bit), 48);
      continue;
    }
    const behindA = behindLatin(at);
    const behindB = behindLatin(at + 16);
    const behindC = behindLatin(at + 32);
    const behindD = behindLatin(at + 48);
    v128.store(at, changed(a, v128.or(asciiOf(v128.or(a, folded), ascii), v128.and(behindA, latinOf(v128.or(a, folded), high, bit))), bit));
    v128.store(at, changed(b, v128.or(asciiOf(v128.or(b, folded), ascii), v128.and(behindB, latinOf(v128.or(b, folded), high, bit))), bit), 16);
    v128.store(at, changed(c, v128.or(asciiOf(v128.or(c, folded), ascii), v128.and(behindC, latinOf(v128.or(c, folded), high, bit))), bit), 32);
    v128.store(at, changed(d, v128.or(asciiOf(v128.or(d, folded), ascii), v128.and(behindD, latinOf(v128.or(d, folded), high, bit))), bit), 48);
    let others = joined(othersOf(a, behindA, one, other), othersOf(b, behindB, one, other), othersOf(c, behindC, one, other), othersOf(d, behindD, one, other));
    for (; others != 0; others &= others - 1) {
      store<u32>(end, <u32>(at + <usize>ctz(others)));
      end += 4;
    }
  }
  return changePairs(out, end, to, pairs);
}

/** Of what a letter of two bytes becomes at the beginning of a word: a letter behind it goes on. */
const CASED: u16 = 0x8000;

/**
 * Letters in [from, to) as they are in titles, in place: those of ASCII, and those of two bytes by `begin` and `goOn`, 16 bits each as
 * {@link changeCase}'s `pairs`, the former with {@link CASED}. The two bytes before `from` are read, and up to 63 behind `to` are changed
 * along. Addresses of bytes that begin another character go to `out`, rising; gives how many.
 */
export function titleCase(from: usize, to: usize, begin: usize, goOn: usize, out: usize): u32 {
  let end = out;
  for (let at = from; at < to; at += 64) {
    let others = joined(titled(at), titled(at + 16), titled(at + 32), titled(at + 48));
    for (; others != 0; others &= others - 1) {
      store<u32>(end, <u32>(at + <usize>ctz(others)));
      end += 4;
    }
  }
  if (isPairCased(from - 2, begin)) goesOn(from);
  let left = out;
  for (let each = out; each < end; each += 4) {
    const at = <usize>load<u32>(each);
    if (at >= to) break;
    const code = pairAt(at);
    const before = load<u8>(at - 1);
    const behind = before < 0x80 ? isLetter(before) : isPairCased(at - 2, begin);
    const made: u32 = code == 0 ? 0 : <u32>load<u16>((behind ? goOn : begin) + 2 * code) & 0x7ff;
    if (made != 0) {
      storePair(at, made);
      if (isPairCased(at, begin)) goesOn(at + 2);
    } else if (code != 0 || !isCaseless(at)) {
      store<u32>(left, <u32>at);
      left += 4;
    }
  }
  return <u32>((left - out) >> 2);
}

/** The letter of ASCII that may be there in lower case. */
@inline
function goesOn(at: usize): void {
  const byte = load<u8>(at);
  if (isLetter(byte)) store<u8>(at, byte | SPACE);
}

@inline
function isLetter(byte: u8): bool {
  return <u8>((byte | SPACE) - 0x61) < 26;
}

@inline
function isPairCased(at: usize, begin: usize): bool {
  return (load<u16>(begin + 2 * pairAt(at)) & CASED) != 0;
}

/** The code point of a character of two bytes; 0 if there is none. Bytes that are no UTF-8 may end behind the first of two. */
@inline
function pairAt(at: usize): usize {
  const lead = load<u8>(at);
  const second = load<u8>(at, 1);
  return (lead & 0xe0) == 0xc0 && (second & 0xc0) == 0x80 ? (<usize>(lead & 0x1f) << 6) | <usize>(second & 0x3f) : 0;
}

/**
 * Whether a character of three or four bytes is one of those that have no case and stay: most that texts have. Of Indic and Thai letters
 * (U+0900), punctuation (U+2000), signs of currencies and marks (U+20A0), arrows and symbols (U+2190 and U+2500), kana and the ideographs
 * of the first plane (U+3000), Hangul (U+AC00), forms of full and half width that are no Latin letters, and emoji (U+1F1C0, U+1F300). Bytes that are
 * no UTF-8 are not.
 */
function isCaseless(at: usize): bool {
  const lead = load<u8>(at);
  const second = load<u8>(at, 1);
  const third = load<u8>(at, 2);
  if (lead < 0xe0 || (second & 0xc0) != 0x80 || (third & 0xc0) != 0x80) return false;
  if (lead == 0xf0) return second == 0x9f && (third == 0x87 || (third >= 0x8c && third <= 0xab)) && (load<u8>(at, 3) & 0xc0) == 0x80;
  if (lead == 0xe0) return second >= 0xa4;
  if (lead == 0xe2) {
    if (second == 0x82) return third >= 0xa0;
    if (second == 0x86) return third >= 0x90;
    return second == 0x80 || second == 0x83 || (second >= 0x87 && second <= 0x91) || (second >= 0x94 && second <= 0xaf);
  }
  if (lead == 0xea) return second >= 0xb0;
  if (lead == 0xed) return second <= 0x9e;
  if (lead == 0xef) return second == 0xb8 || second == 0xbe || (second == 0xbc && third <= 0xa0) || (second == 0xbd && third >= 0xa1);
  return lead >= 0xe3 && lead <= 0xec;
}

@inline
function storePair(at: usize, code: u32): void {
  store<u8>(at, 0xc0 | (code >> 6));
  store<u8>(at, 0x80 | (code & 0x3f), 1);
}

/** Does so with 16 bytes; gives which of them begin another character. */
@inline
function titled(at: usize): i32 {
  const bit = i8x16.splat(SPACE);
  const low = i8x16.splat(-0x1f); // 0x61, its top bit turned
  const bytes = v128.load(at);
  const letters = asciiOf(v128.or(bytes, bit), low);
  const behind = asciiOf(v128.or(v128.load(at - 1), bit), low);
  v128.store(at, v128.or(v128.andnot(bytes, v128.and(letters, bit)), v128.and(v128.and(letters, behind), bit)));
  return i8x16.bitmask(within(bytes, i8x16.splat(0x40), 64));
}

/** Bytes from 0 to `count` - 1 above one whose top bit was turned round to make `low`: the least that are signed. */
@inline
function within(bytes: v128, low: v128, count: i8): v128 {
  return i8x16.lt_s(i8x16.sub(bytes, low), i8x16.splat(-128 + count));
}

@inline
function asciiOf(bytes: v128, low: v128): v128 {
  return within(bytes, low, 26);
}

@inline
function latinOf(bytes: v128, low: v128, bit: v128): v128 {
  return v128.andnot(within(bytes, low, 31), i8x16.eq(v128.or(bytes, bit), i8x16.splat(TIMES | SPACE)));
}

@inline
function behindLatin(at: usize): v128 {
  return i8x16.eq(v128.load(at - 1), i8x16.splat(LATIN));
}

@inline
function changed(bytes: v128, letters: v128, bit: v128): v128 {
  return v128.xor(bytes, v128.and(letters, bit));
}

/** First bytes of characters, from 0xc2 on (0x42, its top bit turned) and none of them LATIN, and the odd ones behind that. */
@inline
function othersOf(bytes: v128, behind: v128, one: v128, other: v128): i32 {
  const leads = v128.andnot(within(bytes, i8x16.splat(0x42), 62), i8x16.eq(bytes, i8x16.splat(LATIN)));
  const odds = v128.or(i8x16.eq(bytes, one), i8x16.eq(bytes, other));
  return i8x16.bitmask(v128.or(leads, v128.and(behind, odds)));
}

/** Changes the characters of two bytes whose addresses are in [list, end); those that are left are moved to its start. Gives how many, before `to`. */
function changePairs(list: usize, end: usize, to: usize, pairs: usize): u32 {
  let left = list;
  for (let each = list; each < end; each += 4) {
    const at = <usize>load<u32>(each);
    if (at >= to) break;
    const code = pairAt(at);
    const made: u32 = code == 0 ? 0 : <u32>load<u16>(pairs + 2 * code);
    if (made != 0) {
      storePair(at, made);
    } else if (code != 0 || !isCaseless(at)) {
      store<u32>(left, <u32>at);
      left += 4;
    }
  }
  return <u32>((left - list) >> 2);
}
