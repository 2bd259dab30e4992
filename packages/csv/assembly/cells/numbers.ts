import { isSet } from "../bits";
import { endAt, endStep, escapes, nextQuote, quote, startAt, startPlus, startStep, text, wordBytes } from "./column";
import { areDigits, areLanesDigits, behindPoint, numberOf, numberOfLanes, pointLane, pointsIn, VECTOR, vectorBefore, withoutLane, withoutPoint, wordBefore } from "./decimal";
import { isSpelled, MOST_EXACT, powers, spelled } from "./spelled";
import { isWord } from "./words";

// Numbers from their usual spellings, and which cells are missing: those that a short row lacks, and those that are no number but
// one of the words of a table; without one (0) those that a bitmap says are missing, if there is one. Others are left to JavaScript:
// the kernels stop there, and are called again.

const PLUS: u32 = 43;
const MINUS: u32 = 45;

/** no digit in any byte */
const NO_DIGITS: u64 = 0xffffffffffffffff;
/** so many may fit, where those before the last 16 are no more than these */
const LONGEST_WHOLE: usize = 20;
const MOST_FIRST: u64 = 1844;
/** what those are worth */
const VECTOR_POWER: u64 = 10000000000000000;
/** an integer of 64 bits may be so far below 0 */
const MOST_NEGATIVE: u64 = 1 << 63;
/** how many cells the last call found to be one of the words, or that a short row lacks them */
export let absent: u32 = 0;

/** whether one of the cells that the last call read as integers has a minus, 0 or 1: `-0` has one */
export let negative: u32 = 0;

/** what the number was that a cell was found to be */
let integer: i64 = 0;
let decimal: f64 = 0;

/** Reads rows [from, rows), 0 for those that are missing; with a table their bits in `validity` are cleared. Gives `rows`, or the first that is not plainly an int32. */
export function int32(from: u32, rows: u32, table: usize, validity: usize, values: usize): u32 {
  return integers<i32>(from, rows, table, validity, values, true);
}

/** As {@link int32}, the first that is not plainly an int64; or a uint64, of which none has a minus. */
export function int64(from: u32, rows: u32, table: usize, validity: usize, values: usize, isSigned: bool): u32 {
  return integers<i64>(from, rows, table, validity, values, isSigned);
}

@inline
function integers<T>(from: u32, rows: u32, table: usize, validity: usize, values: usize, isSigned: bool): u32 {
  const base = text;
  const plus = startPlus;
  const given = table == 0 ? validity : 0;
  const most = wordBytes;
  let starts = startAt + <usize>from * startStep;
  let ends = endAt + <usize>from * endStep;
  let to = values + <usize>from * sizeof<T>();
  absent = 0;
  negative = 0;
  for (let row = from; row < rows; row++) {
    const start = plus + <usize>load<u32>(starts);
    const end = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    let value: T = 0;
    if (given == 0 || isSet(given, row)) {
      const digits = end - start - 1 < most ? wordBefore(end, end - start) : NO_DIGITS;
      if (areDigits(digits)) value = <T>numberOf(digits);
      else if (isMissing(start, end, table)) markMissing(table, validity, row);
      else if (isInteger<T>(start, end, isSigned)) {
        value = <T>integer;
        negative |= <u32>isNegative;
      } else return row;
    }
    store<T>(to, value);
    to += sizeof<T>();
  }
  return rows;
}

/** As {@link int32}, the first that is not plainly a double. */
export function float64(from: u32, rows: u32, table: usize, validity: usize, values: usize): u32 {
  const base = text;
  const plus = startPlus;
  const given = table == 0 ? validity : 0;
  const most = wordBytes;
  let starts = startAt + <usize>from * startStep;
  let ends = endAt + <usize>from * endStep;
  let to = values + (<usize>from << 3);
  absent = 0;
  negative = 0;
  for (let row = from; row < rows; row++) {
    const start = plus + <usize>load<u32>(starts);
    const end = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    let value: f64 = 0;
    if (given == 0 || isSet(given, row)) {
      const bytes = end - start - 1 < most ? wordBefore(end, end - start) : NO_DIGITS;
      const points = pointsIn(bytes);
      const digits = withoutPoint(bytes, points);
      if (areDigits(digits) && end - start > <usize>(points != 0)) value = <f64>(<i64>numberOf(digits)) / load<f64>(powers + (behindPoint(points) << 3));
      else if (isMissing(start, end, table)) markMissing(table, validity, row);
      else if (isDecimal(start, end)) value = decimal;
      else return row;
    }
    store<f64>(to, value);
    to += 8;
  }
  return rows;
}

/** Whether a short row lacks a cell, or its text is one of the words. */
@inline
function isMissing(start: usize, end: usize, table: usize): bool {
  return end < start || (table != 0 && isWord(start, end, quote, escapes, table));
}

@inline
function markMissing(table: usize, validity: usize, row: u32): void {
  if (table == 0) return;
  const at = validity + <usize>(row >> 3);
  store<u8>(at, load<u8>(at) & ~(<u8>1 << <u8>(row & 7)));
  absent++;
}

/** Whether a cell is plainly such an integer: one that is quoted, has a sign, or more than eight digits, too. */
function isInteger<T>(from: usize, to: usize, isSigned: bool): bool {
  if (!hasNumber(from, to) || (isNegative && !isSigned)) return false;
  const length = numberEnd - numberAt;
  if (length - 1 >= VECTOR) return sizeof<T>() == 8 && length - 1 < LONGEST_WHOLE && isLong(length, isSigned);
  const digits = vectorBefore(numberEnd, length);
  integer = <i64>numberOfLanes(digits);
  if (isNegative) integer = -integer;
  return areLanesDigits(digits) && <i64>(<T>integer) == integer;
}

/** Whether a number without its sign, of 17 to 20 bytes, is digits, and fits. */
function isLong(length: usize, isSigned: bool): bool {
  const first = wordBefore(numberEnd - VECTOR, length - VECTOR);
  const last = vectorBefore(numberEnd, VECTOR);
  if (!areDigits(first) || !areLanesDigits(last) || numberOf(first) > MOST_FIRST) return false;
  const behind = numberOfLanes(last);
  const units = numberOf(first) * VECTOR_POWER + behind;
  // A sum beyond 64 bits is less than what was added.
  if (units < behind) return false;
  integer = <i64>(isNegative ? 0 - units : units);
  return !isSigned || units < MOST_NEGATIVE + <u64>isNegative;
}

/** Whether a cell is plainly a double: one that is quoted, has a sign, an exponent, or is longer than a word, too. */
function isDecimal(from: usize, to: usize): bool {
  if (!hasNumber(from, to)) return false;
  if (!isShort(numberAt, numberEnd)) {
    if (!isSpelled(numberAt, numberEnd)) return false;
    decimal = spelled;
  }
  if (isNegative) decimal = -decimal;
  return true;
}

/** where a cell's number is, without quotes and sign */
let numberAt: usize = 0;
let numberEnd: usize = 0;
let isNegative: bool = false;

/** Finds where a cell's number would be. False if there is nothing, or more quotes than around it. */
@inline
function hasNumber(from: usize, to: usize): bool {
  let start = from;
  let end = to;
  if (start < end && load<u8>(start) == quote) {
    start++;
    if (escapes && nextQuote(start, i8x16.splat(<i8>quote)) != end - 1) return false;
    end--;
  }
  if (start >= end) return false;
  const first: u32 = load<u8>(start);
  isNegative = first == MINUS;
  numberAt = isNegative || first == PLUS ? start + 1 : start;
  numberEnd = end;
  return true;
}

/** Whether a text of up to 16 bytes is digits, with a point or none, and few enough to be rounded once. */
@inline
function isShort(start: usize, end: usize): bool {
  const length = end - start;
  if (length - 1 >= VECTOR) return false;
  const bytes = vectorBefore(end, length);
  const point = pointLane(bytes);
  const digits = withoutLane(bytes, point);
  const units = numberOfLanes(digits);
  decimal = <f64>(<i64>units) / load<f64>(powers + (<usize>(point == 16 ? 0 : 15 - point) << 3));
  return areLanesDigits(digits) && units <= MOST_EXACT && length > <usize>(point != 16);
}
