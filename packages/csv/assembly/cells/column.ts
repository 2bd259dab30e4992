import { copy } from "../copy";
import { WORD } from "./decimal";

// The cells of one column. Field 0 begins at the record's start, the others one byte behind the end of the field before;
// both are one load at `startAt + row * startStep`, plus `startPlus`.

export let startAt: usize = 0;
export let startStep: usize = 0;
/** the text's address, and one more where a separator comes first */
export let startPlus: usize = 0;
export let endAt: usize = 0;
export let endStep: usize = 0;
export let text: usize = 0;
/** 256 if there is none */
export let quote: u32 = 0;
/** bytes of a field that may be read as a number without a look for quotes: none where a quote is a digit or a point */
export let wordBytes: usize = 0;
/** a quoted field may be more than quote, text, quote */
export let escapes: bool = false;

/** Says which column the calls that follow are about. */
export function column(textAt: usize, starts: usize, ends: usize, columns: usize, k: usize, quoteByte: u32, hasEscapes: bool): void {
  text = textAt;
  startAt = k == 0 ? starts : ends + ((k - 1) << 2);
  startStep = k == 0 ? 4 : columns << 2;
  startPlus = k == 0 ? textAt : textAt + 1;
  endAt = ends + (k << 2);
  endStep = columns << 2;
  quote = quoteByte;
  wordBytes = quoteByte >= 46 && quoteByte <= 57 ? 0 : WORD;
  escapes = hasEscapes;
}

/** Address of the first quote at or behind `at`: there is one. */
@inline
export function nextQuote(at: usize, quotes: v128): usize {
  let found = i8x16.bitmask(i8x16.eq(v128.load(at), quotes));
  while (found == 0) {
    at += 16;
    found = i8x16.bitmask(i8x16.eq(v128.load(at), quotes));
  }
  return at + <usize>ctz(found);
}

/** Whether there is a quote in [from, end): up to 31 bytes behind it are read. */
@inline
export function hasQuote(from: usize, end: usize, quotes: v128): bool {
  while (from < end) {
    let found = <u32>i8x16.bitmask(i8x16.eq(v128.load(from), quotes)) | (<u32>i8x16.bitmask(i8x16.eq(v128.load(from, 16), quotes)) << 16);
    if (end - from < 32) found &= (1 << <u32>(end - from)) - 1;
    if (found != 0) return true;
    from += 32;
  }
  return false;
}

/** Writes the text of a quoted field, of which `start` is behind the opening quote. Gives the address behind it. */
export function unquote(start: usize, end: usize, to: usize): usize {
  const quotes = i8x16.splat(<i8>quote);
  for (;;) {
    const next = nextQuote(start, quotes);
    copy(start, to, next - start);
    to += next - start;
    start = next + 1;
    if (start == end || load<u8>(start) != quote) break;
    store<u8>(to++, <u8>quote);
    start++;
  }
  // What is behind the closing quote belongs to the field, as it is.
  copy(start, to, end - start);
  return to + end - start;
}
