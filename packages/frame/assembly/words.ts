import { inClass } from "./ascii-class";

/**
 * Cuts each of `rows` texts at its spaces, `limit` times at most; nothing is between two of them, nor before the first or behind the last.
 * What a space is say `spaces`, 16 bytes of those of ASCII, and a bit for each code point below `most` behind them. The others are as those of
 * splitRows; up to 15 bytes behind the texts are read.
 */
export function splitWords(block: usize, ends: usize, rows: usize, spaces: usize, most: u32, limit: u32, list: usize, starts: usize, offsets: usize, used: u32, lists: usize, known: u32): u32 {
  const shift = block - <usize>load<u32>(ends);
  const last = findSpaces(block, shift + <usize>load<u32>(ends + 4 * rows), v128.load(spaces), list);
  let part: usize = 0;
  for (let row: usize = 0; row < rows; row++) {
    let start = shift + <usize>load<u32>(ends + 4 * row);
    const end = shift + <usize>load<u32>(ends + 4 * row, 4);
    let left = limit;
    for (; list < last; list += 4) {
      const at = <usize>load<u32>(list);
      if (at >= end) break;
      const size = load<u8>(at) < 0x80 ? 1 : spaceAt(at, end, spaces + 16, most);
      if (size == 0) continue;
      if (at == start) {
        start += size;
      } else if (left > 0) {
        left--;
        used += <u32>(at - start);
        store<u32>(starts + part, <u32>(start - shift));
        store<u32>(offsets + part, used);
        part += 4;
        start = at + size;
      }
    }
    if (start < end) {
      used += <u32>(end - start);
      store<u32>(starts + part, <u32>(start - shift));
      store<u32>(offsets + part, used);
      part += 4;
    }
    store<u32>(lists + 4 * row, known + (<u32>part >> 2));
  }
  return <u32>part >> 2;
}

/** Where in [from, to) spaces of ASCII are, and characters of two or three bytes begin: addresses to `out`, rising; gives where they end. */
function findSpaces(from: usize, to: usize, ofLower: v128, out: usize): usize {
  let end = out;
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    // 0xc0 to 0xef, as numbers with a sign.
    const longer = v128.and(i8x16.ge_s(bytes, i8x16.splat(<i8>0xc0)), i8x16.lt_s(bytes, i8x16.splat(<i8>0xf0)));
    for (let bits = i8x16.bitmask(v128.or(inClass(bytes, ofLower), longer)); bits != 0; bits &= bits - 1) {
      store<u32>(end, <u32>(at + ctz(bits)));
      end += 4;
    }
  }
  return end;
}

/** Bytes of a space of two or three that begins there, which end with the text at the latest; 0 if it is none. */
function spaceAt(at: usize, end: usize, bits: usize, most: u32): usize {
  const byte = <u32>load<u8>(at);
  const size: usize = byte < 0xe0 ? 2 : 3;
  if (at + size > end) return 0;
  const second = <u32>load<u8>(at, 1);
  const third = size == 3 ? <u32>load<u8>(at, 2) : 0x80;
  if ((second & 0xc0) != 0x80 || (third & 0xc0) != 0x80) return 0;
  const point = size == 2 ? ((byte & 0x1f) << 6) | (second & 0x3f) : ((byte & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
  return point < most && (load<u8>(bits + (point >> 3)) >> <u8>(point & 7)) & 1 ? size : 0;
}
