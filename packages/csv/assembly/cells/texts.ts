import { isSet } from "../bits";
import { copyText } from "../copy";
import { endAt, endStep, escapes, hasQuote, quote, startAt, startPlus, startStep, text, unquote } from "./column";

/** Writes the texts of all rows one behind the other, empty ones for those that are not there, where each begins and ends, and a bitmap: 1 where one has a byte >= 0x80. Gives how many bytes. */
export function texts(rows: u32, validity: usize, offsets: usize, bytes: usize, nonAscii: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const quotes = i8x16.splat(<i8>quoteByte);
  let starts = startAt;
  let ends = endAt;
  let to = bytes;
  let bits: u32 = 0;
  store<u32>(offsets, 0);
  for (let row: u32 = 0; row < rows; row++) {
    let start = plus + <usize>load<u32>(starts);
    let end = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    if (start < end && (validity == 0 || isSet(validity, row))) {
      let isHigh: bool;
      if (load<u8>(start) == quoteByte && hasEscapes && hasQuote(start + 1, end - 1, quotes)) {
        const behind = unquote(start + 1, end, to);
        // Copied onto itself, for what it says.
        isHigh = copyText(to, to, behind - to);
        to = behind;
      } else {
        const quoted: usize = load<u8>(start) == quoteByte ? 1 : 0;
        const length = end - start - 2 * quoted;
        isHigh = copyText(start + quoted, to, length);
        to += length;
      }
      if (isHigh) bits |= 1 << (row & 7);
    }
    if ((row & 7) == 7) {
      store<u8>(nonAscii++, <u8>bits);
      bits = 0;
    }
    offsets += 4;
    store<u32>(offsets, <u32>(to - bytes));
  }
  if ((rows & 7) != 0) store<u8>(nonAscii, <u8>bits);
  return <u32>(to - bytes);
}
