import { isSet } from "../bits";
import { endAt, endStep, escapes, nextQuote, quote, startAt, startPlus, startStep, text } from "./column";
import { areDigits, areLanesDigits, behindPoint, numberOf, numberOfLanes, pointLane, pointsIn, VECTOR, vectorBefore, withoutLane, withoutPoint, WORD, wordBefore } from "./decimal";
import { isWord } from "./words";

// Numbers from their usual spellings, and which cells are missing: those that a short row lacks, and those that are no number but
// one of the words of a table; without one (0) those that a bitmap says are missing, if there is one. Others are left to JavaScript:
// the kernels stop there, and are called again.

const PLUS: u32 = 43;
const MINUS: u32 = 45;
const DOT: u32 = 46;

const MOST_INT32: i64 = 0x7fffffff;
/** so many digits fit 64 bits */
const MOST_DIGITS: usize = 19;
/** whole numbers to here are doubles, and so are powers of ten to here: a product or a quotient of two is rounded once (Clinger, 1990) */
const MOST_EXACT: u64 = 1 << 53;
const MOST_POWER: i32 = 22;
const powers: usize = memory.data<f64>([
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]);

/** how many cells the last call found to be one of the words, or that a short row lacks them */
export let absent: u32 = 0;

/** Reads rows [from, rows), 0 for those that are missing; with a table their bits in `validity` are cleared. Gives `rows`, or the first that is not plainly an int32. */
export function int32(from: u32, rows: u32, table: usize, validity: usize, values: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const quotes = i8x16.splat(<i8>quoteByte);
  // Bytes of the shortest cell that is there, and the bitmap to be asked.
  const least: isize = table != 0 && isWord(0, 0, quoteByte, false, table) ? 1 : 0;
  const isGiven = table == 0 ? validity : 0;
  let starts = startAt + <usize>from * startStep;
  let ends = endAt + <usize>from * endStep;
  let to = values + (<usize>from << 2);
  absent = 0;
  for (let row = from; row < rows; row++) {
    const begin = plus + <usize>load<u32>(starts);
    const stop = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    let value: i64 = 0;
    let isThere = <isize>(stop - begin) >= least && (isGiven == 0 || isSet(isGiven, row));
    if (isThere) {
      let isPlain = false;
      if (begin < stop) {
        let start = begin;
        let end = stop;
        let isWhole = true;
        if (load<u8>(start) == quoteByte) {
          start++;
          isWhole = !hasEscapes || nextQuote(start, quotes) == end - 1;
          end--;
        }
        const first: u32 = load<u8>(start);
        if (first == MINUS || first == PLUS) start++;
        const length = end - start;
        if (isWhole && length - 1 < WORD) {
          const digits = wordBefore(end, length);
          value = <i64>numberOf(digits);
          isPlain = areDigits(digits);
        } else if (isWhole && length - 1 < VECTOR) {
          const digits = vectorBefore(end, length);
          value = <i64>numberOfLanes(digits);
          isPlain = areLanesDigits(digits) && value <= MOST_INT32 + <i64>(first == MINUS);
        }
        if (first == MINUS) value = -value;
      }
      if (!isPlain) {
        if (table == 0 || !isWord(begin, stop, quoteByte, hasEscapes, table)) return row;
        isThere = false;
        value = 0;
      }
    }
    if (!isThere && table != 0) markMissing(validity, row);
    store<i32>(to, <i32>value);
    to += 4;
  }
  return rows;
}

/** As {@link int32}, the first that is not plainly a double. */
export function float64(from: u32, rows: u32, table: usize, validity: usize, values: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const quotes = i8x16.splat(<i8>quoteByte);
  // Bytes of the shortest cell that is there, and the bitmap to be asked.
  const least: isize = table != 0 && isWord(0, 0, quoteByte, false, table) ? 1 : 0;
  const isGiven = table == 0 ? validity : 0;
  let starts = startAt + <usize>from * startStep;
  let ends = endAt + <usize>from * endStep;
  let to = values + (<usize>from << 3);
  absent = 0;
  for (let row = from; row < rows; row++) {
    const begin = plus + <usize>load<u32>(starts);
    const stop = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    let value: f64 = 0;
    let isThere = <isize>(stop - begin) >= least && (isGiven == 0 || isSet(isGiven, row));
    if (isThere) {
      let isPlain = false;
      if (begin < stop) {
        let start = begin;
        let end = stop;
        let isWhole = true;
        if (load<u8>(start) == quoteByte) {
          start++;
          isWhole = !hasEscapes || nextQuote(start, quotes) == end - 1;
          end--;
        }
        const first: u32 = load<u8>(start);
        if (first == MINUS || first == PLUS) start++;
        const length = end - start;
        if (isWhole && length - 1 < WORD) {
          const bytes = wordBefore(end, length);
          const points = pointsIn(bytes);
          const digits = withoutPoint(bytes, points);
          value = <f64>(<i64>numberOf(digits)) / load<f64>(powers + (behindPoint(points) << 3));
          isPlain = areDigits(digits) && length > <usize>(points != 0);
        } else if (isWhole && length - 1 < VECTOR) {
          const bytes = vectorBefore(end, length);
          const point = pointLane(bytes);
          const digits = withoutLane(bytes, point);
          const units = numberOfLanes(digits);
          value = <f64>(<i64>units) / load<f64>(powers + (<usize>(point == 16 ? 0 : 15 - point) << 3));
          isPlain = areLanesDigits(digits) && units <= MOST_EXACT;
        }
        if (!isPlain && isWhole) {
          isPlain = isSpelled(start, end);
          value = spelled;
        }
        if (first == MINUS) value = -value;
      }
      if (!isPlain) {
        if (table == 0 || !isWord(begin, stop, quoteByte, hasEscapes, table)) return row;
        isThere = false;
        value = 0;
      }
    }
    if (!isThere && table != 0) markMissing(validity, row);
    store<f64>(to, value);
    to += 8;
  }
  return rows;
}

@inline
function markMissing(validity: usize, row: u32): void {
  const at = validity + <usize>(row >> 3);
  store<u8>(at, load<u8>(at) & ~(<u8>1 << <u8>(row & 7)));
  absent++;
}

/** what {@link isSpelled} has read */
let spelled: f64 = 0;

/** Reads a number without its sign, byte by byte: one with an exponent of one or two digits, or of more than 16 bytes. False if it is none, or cannot be rounded once. */
function isSpelled(from: usize, end: usize): bool {
  let start = from;
  // The point is no digit.
  if (start >= end || end - start > MOST_DIGITS) return false;
  let digits: u64 = 0;
  let point: usize = 0;
  do {
    const byte: u32 = load<u8>(start);
    const digit = byte - 48;
    if (digit <= 9) digits = digits * 10 + digit;
    else if (byte == DOT && point == 0) point = start + 1;
    else break;
  } while (++start < end);
  if (start - from == <usize>(point != 0)) return false;
  let power: i32 = point != 0 ? <i32>point - <i32>start : 0;
  if (start < end) {
    if ((load<u8>(start) | 32) != 101) return false;
    const sign: u32 = start + 1 < end ? load<u8>(start, 1) : 0;
    start += sign == MINUS || sign == PLUS ? 2 : 1;
    if (start >= end || end - start > 2) return false;
    let exponent: i32 = 0;
    do {
      const digit = <u32>load<u8>(start) - 48;
      if (digit > 9) return false;
      exponent = exponent * 10 + <i32>digit;
    } while (++start < end);
    power += sign == MINUS ? -exponent : exponent;
  }
  if (digits > MOST_EXACT || power > MOST_POWER || power < -MOST_POWER) return false;
  spelled = <f64>digits;
  if (power < 0) spelled /= load<f64>(powers - <usize>(power << 3));
  else spelled *= load<f64>(powers + <usize>(power << 3));
  return true;
}
