import { isSet } from "../bits";
import { copy32 } from "../copy";
import { endAt, endStep, escapes, hasQuote, quote, startAt, startPlus, startStep, text, unquote } from "./column";

/** In the end of a row whose text has a character beyond U+00FF, and so none here. */
const WIDE: u32 = 0x80000000;

/**
 * Writes the texts of rows [from, to) one behind the other as Latin-1, a byte a character, empty ones for those that are not
 * there, and where each begins and ends. Stops behind the row with which there are `most` bytes. Gives the first row that it
 * did not come to.
 */
export function chars(from: u32, to: u32, validity: usize, ends: usize, bytes: usize, most: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const quotes = i8x16.splat(<i8>quoteByte);
  const full = bytes + most;
  let fieldStarts = startAt + <usize>from * startStep;
  let fieldEnds = endAt + <usize>from * endStep;
  let out = bytes;
  let row = from;
  store<u32>(ends, 0);
  for (; row < to && out < full; row++) {
    let start = plus + <usize>load<u32>(fieldStarts);
    let end = base + <usize>load<u32>(fieldEnds);
    fieldStarts += startStep;
    fieldEnds += endStep;
    let wide: u32 = 0;
    if (start < end && (validity == 0 || isSet(validity, row))) {
      if (load<u8>(start) == quoteByte) {
        start++;
        if (hasEscapes && hasQuote(start, end - 1, quotes)) {
          // So far behind that what is written beside the characters does not reach what is still to be read.
          const aside = out + 32;
          end = unquote(start, end, aside);
          start = aside;
        } else end--;
      }
      const behind = writeLatin1(start, end, out);
      if (behind == 0) wide = WIDE;
      else out = behind;
    }
    ends += 4;
    store<u32>(ends, <u32>(out - bytes) | wide);
  }
  return row;
}

/** UTF-8 → Latin-1: up to 31 bytes behind either stretch are read and written too. Gives the address behind it, or 0 where it has no such character. */
@inline
function writeLatin1(from: usize, end: usize, to: usize): usize {
  while (from < end) {
    const high = copy32(from, to, end - from);
    const ascii = high == 0 ? min(end - from, 32) : <usize>ctz(high);
    from += ascii;
    to += ascii;
    if (high == 0) continue;
    do {
      const lead: u32 = load<u8>(from);
      if (lead > 0xc3) return 0;
      store<u8>(to++, <u8>((lead << 6) | (load<u8>(from, 1) & 63)));
      from += 2;
    } while (from < end && load<u8>(from) >= 0x80);
  }
  return to;
}
