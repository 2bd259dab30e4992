import { endAt, endStep, escapes, nextQuote, quote, startAt, startPlus, startStep, text, unquote } from "./column";

// A table of words, as word-table.ts makes it:
//
//     u8[256]       not 0: some word begins with this byte
//     u16[18]       words of fewer bytes than 0, 1, … 17: those of n bytes are the ones from [n] to [n + 1]
//     from 304 on   16 bytes a word, the shorter ones first

const COUNTS: usize = 256;
const WORDS: usize = 304;
const LONGEST: usize = 16;

/** a longer field, its quotes aside, is no word even if every byte is a doubled quote */
const LONGEST_FIELD: usize = 2 * LONGEST + 1;

/** room for a text that is not as it stands in its field */
const scratch: usize = memory.data(64, 16);

/** Writes a bitmap: 1 for each row whose cell is there, and is none of the words. Gives how many rows have 0. */
export function missing(rows: u32, table: usize, validity: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const quotes = i8x16.splat(<i8>quoteByte);
  let starts = startAt;
  let ends = endAt;
  let count: u32 = 0;
  let bits: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    let start = plus + <usize>load<u32>(starts);
    let end = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    let isThere = end >= start;
    // Most fields are too long to be looked at.
    if (isThere && end - start <= LONGEST_FIELD + 1) {
      if (start < end && load<u8>(start) == quoteByte) {
        start++;
        if (!hasEscapes || nextQuote(start, quotes) == end - 1) end--;
        else if (end - start <= LONGEST_FIELD) {
          end = unquote(start, end, scratch);
          start = scratch;
        }
      }
      isThere = !isWord(start, end - start, table);
    }
    if (isThere) bits |= 1 << (row & 7);
    else count++;
    if ((row & 7) == 7) {
      store<u8>(validity++, <u8>bits);
      bits = 0;
    }
  }
  if ((rows & 7) != 0) store<u8>(validity, <u8>bits);
  return count;
}

@inline
function isWord(start: usize, bytes: usize, table: usize): bool {
  if (bytes > LONGEST) return false;
  if (bytes > 0 && load<u8>(table + <usize>load<u8>(start)) == 0) return false;
  const counts = table + COUNTS + (bytes << 1);
  const last = <usize>load<u16>(counts, 2);
  const cell = v128.load(start);
  const all = (1 << <u32>bytes) - 1;
  for (let word = <usize>load<u16>(counts); word < last; word++) {
    if ((i8x16.bitmask(i8x16.eq(cell, v128.load(table + WORDS + (word << 4)))) & all) == all) return true;
  }
  return false;
}
