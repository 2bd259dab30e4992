import { isSet } from "../bits";
import { copy } from "../copy";
import { endAt, endStep, escapes, nextQuote, quote, startAt, startPlus, startStep, text, unquote } from "./column";

/** Writes the texts of all rows one behind the other, empty ones for those that are not there, and where each begins and ends. Gives how many bytes. */
export function texts(rows: u32, validity: usize, offsets: usize, bytes: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const quotes = i8x16.splat(<i8>quoteByte);
  let starts = startAt;
  let ends = endAt;
  let to = bytes;
  store<u32>(offsets, 0);
  for (let row: u32 = 0; row < rows; row++) {
    let start = plus + <usize>load<u32>(starts);
    let end = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    if (start < end && (validity == 0 || isSet(validity, row))) {
      if (load<u8>(start) == quoteByte) {
        start++;
        if (hasEscapes && nextQuote(start, quotes) != end - 1) {
          to = unquote(start, end, to);
          start = end;
        } else end--;
      }
      copy(start, to, end - start);
      to += end - start;
    }
    offsets += 4;
    store<u32>(offsets, <u32>(to - bytes));
  }
  return <u32>(to - bytes);
}
