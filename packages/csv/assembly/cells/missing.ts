import { endAt, endStep, escapes, quote, startAt, startPlus, startStep, text } from "./column";
import { isWord, LONGEST, longestField, mayBegin } from "./words";

/** Writes a bitmap: 1 for each row whose cell is there, and is none of the words. Gives how many rows have 0. */
export function missing(rows: u32, table: usize, validity: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const longest = <i32>longestField(table);
  const isEmptyThere = !isWord(0, 0, quoteByte, false, table);
  let starts = startAt;
  let ends = endAt;
  let count: u32 = 0;
  let bits: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    const start = plus + <usize>load<u32>(starts);
    const end = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    const bytes = <i32>(end - start);
    let isThere = true;
    if (bytes <= 0) isThere = bytes == 0 && isEmptyThere;
    else if (bytes <= longest) {
      const first: u32 = load<u8>(start);
      // Most cells are told by their first byte and their length.
      if (first == quoteByte || (bytes <= LONGEST && mayBegin(first, bytes, table))) isThere = !isWord(start, end, quoteByte, hasEscapes, table);
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
