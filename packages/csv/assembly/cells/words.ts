import { nextQuote, unquote } from "./column";

// A table of words, as word-table.ts makes it:
//
//     u32[256]      bit n is set: some word of n bytes begins with this byte
//     u16[18]       words of fewer bytes than 0, 1, … 17: those of n bytes are the ones from [n] to [n + 1]
//     u8            not 0: some word is a number or a boolean
//     u8            bytes of the longest field that may be one of them: in quotes, and each byte a doubled quote
//     from 1072 on  16 bytes a word, the shorter ones first

const COUNTS: usize = 1024;
export const HAS_VALUES: usize = 1060;
const LONGEST_FIELD: usize = 1061;
const WORDS: usize = 1072;
export const LONGEST: i32 = 16;

/** room for a text that is not as it stands in its field */
const scratch: usize = memory.data(64, 16);

/** Bytes of the longest field that may be a word. */
@inline
export function longestField(table: usize): u32 {
  return load<u8>(table + LONGEST_FIELD);
}

/** Whether some word of so many bytes, 16 at most, begins with this one. */
@inline
export function mayBegin(byte: u32, bytes: usize, table: usize): bool {
  return ((load<u32>(table + (<usize>byte << 2)) >> <u32>bytes) & 1) != 0;
}

/** Whether the text of a field is one of the words. */
@inline
export function isWord(start: usize, end: usize, quote: u32, escapes: bool, table: usize): bool {
  // Most fields of text are too long, and need not be looked at.
  if (end - start > <usize>longestField(table)) return false;
  if (start < end && load<u8>(start) == quote) {
    start++;
    if (!escapes || nextQuote(start, i8x16.splat(<i8>quote)) == end - 1) end--;
    else {
      end = unquote(start, end, scratch);
      start = scratch;
    }
  }
  const bytes = end - start;
  if (bytes > <usize>LONGEST) return false;
  if (bytes > 0 && !mayBegin(load<u8>(start), bytes, table)) return false;
  const counts = table + COUNTS + (bytes << 1);
  const last = <usize>load<u16>(counts, 2);
  const cell = v128.load(start);
  const all = (1 << <u32>bytes) - 1;
  for (let word = <usize>load<u16>(counts); word < last; word++) {
    if ((i8x16.bitmask(i8x16.eq(cell, v128.load(table + WORDS + (word << 4)))) & all) == all) return true;
  }
  return false;
}
