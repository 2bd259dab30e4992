import { isSet } from "../bits";
import { endAt, endStep, escapes, nextQuote, quote, startAt, startPlus, startStep, text } from "./column";

// Numbers from their usual spellings. Others are left to JavaScript: the kernels stop there, and are called again.

const PLUS: u32 = 43;
const MINUS: u32 = 45;
const DOT: u32 = 46;

/** so many digits fit 64 bits */
const MOST_DIGITS: usize = 19;
/** whole numbers to here are doubles, and so are powers of ten to here: a product or a quotient of two is rounded once (Clinger, 1990) */
const MOST_EXACT: u64 = 1 << 53;
const MOST_POWER: i32 = 22;
const powers: usize = memory.data<f64>([
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]);

/** Reads rows [from, rows) that are there; the others are 0. Gives `rows`, or the first that is not plainly an int32. */
export function int32(from: u32, rows: u32, validity: usize, values: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const quotes = i8x16.splat(<i8>quoteByte);
  let starts = startAt + <usize>from * startStep;
  let ends = endAt + <usize>from * endStep;
  let to = values + (<usize>from << 2);
  for (let row = from; row < rows; row++) {
    let start = plus + <usize>load<u32>(starts);
    let end = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    let value: i64 = 0;
    if (end >= start && (validity == 0 || isSet(validity, row))) {
      if (start == end) return row;
      if (load<u8>(start) == quoteByte) {
        start++;
        if (hasEscapes && nextQuote(start, quotes) != end - 1) return row;
        end--;
      }
      const first: u32 = load<u8>(start);
      if (first == MINUS || first == PLUS) start++;
      if (start >= end || end - start > MOST_DIGITS - 1) return row;
      do {
        const digit = <u32>load<u8>(start) - 48;
        if (digit > 9) return row;
        value = value * 10 + <i64>digit;
      } while (++start < end);
      if (first == MINUS) value = -value;
      if (<i64>(<i32>value) != value) return row;
    }
    store<i32>(to, <i32>value);
    to += 4;
  }
  return rows;
}

/** Reads rows [from, rows) that are there; the others are 0. Gives `rows`, or the first that is not plainly a double. */
export function float64(from: u32, rows: u32, validity: usize, values: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const quotes = i8x16.splat(<i8>quoteByte);
  let starts = startAt + <usize>from * startStep;
  let ends = endAt + <usize>from * endStep;
  let to = values + (<usize>from << 3);
  for (let row = from; row < rows; row++) {
    let start = plus + <usize>load<u32>(starts);
    let end = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    let value: f64 = 0;
    if (end >= start && (validity == 0 || isSet(validity, row))) {
      if (start == end) return row;
      if (load<u8>(start) == quoteByte) {
        start++;
        if (hasEscapes && nextQuote(start, quotes) != end - 1) return row;
        end--;
      }
      const first: u32 = load<u8>(start);
      if (first == MINUS || first == PLUS) start++;
      // The point is no digit.
      if (start >= end || end - start > MOST_DIGITS) return row;
      let digits: u64 = 0;
      let point: usize = 0;
      const digitsFrom = start;
      do {
        const byte: u32 = load<u8>(start);
        const digit = byte - 48;
        if (digit <= 9) digits = digits * 10 + digit;
        else if (byte == DOT && point == 0) point = start + 1;
        else break;
      } while (++start < end);
      if (start - digitsFrom == <usize>(point != 0)) return row;
      let power: i32 = point != 0 ? <i32>point - <i32>start : 0;
      if (start < end) {
        // An exponent of one or two digits.
        if ((load<u8>(start) | 32) != 101) return row;
        const sign: u32 = start + 1 < end ? load<u8>(start, 1) : 0;
        start += sign == MINUS || sign == PLUS ? 2 : 1;
        if (start >= end || end - start > 2) return row;
        let exponent: i32 = 0;
        do {
          const digit = <u32>load<u8>(start) - 48;
          if (digit > 9) return row;
          exponent = exponent * 10 + <i32>digit;
        } while (++start < end);
        power += sign == MINUS ? -exponent : exponent;
      }
      if (digits > MOST_EXACT || power > MOST_POWER || power < -MOST_POWER) return row;
      value = <f64>digits;
      if (power < 0) value /= load<f64>(powers - <usize>(power << 3));
      else value *= load<f64>(powers + <usize>(power << 3));
      if (first == MINUS) value = -value;
    }
    store<f64>(to, value);
    to += 8;
  }
  return rows;
}
