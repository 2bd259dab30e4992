import { isSet } from "../bits";
import { endAt, endStep, escapes, nextQuote, quote, startAt, startPlus, startStep, text, wordBytes } from "./column";
import { areDigits, pointsIn, withoutPoint, WORD, wordBefore } from "./decimal";
import { HAS_VALUES, isWord } from "./words";

// What the cells of a column can be, by the rules of src/types/classify.ts, and with its flags.

const IS_BOOL: i32 = 1;
const IS_INT32: i32 = 2;
const IS_INT64: i32 = 4;
const IS_UINT64: i32 = 8;
const IS_NEGATIVE: i32 = 16;
const IS_HUGE: i32 = 32;
const IS_FLOAT: i32 = 64;
const IS_TEXT: i32 = 128;
const UNSURE: i32 = -1;

const PLUS: u32 = 43;
const MINUS: u32 = 45;
const DOT: u32 = 46;
const SPACE: u32 = 32;

/** so many digits fit 64 bits; one more fits, if it begins with 1 and, cut to 64 bits, still has as many */
const MOST_DIGITS: usize = 19;
const LEAST_LONGER: u64 = 10000000000000000000;
const ZERO: u32 = 48;
const ONE: u32 = 49;
/** so many digits are a finite number */
const FINITE_DIGITS: usize = 300;

/** of the cells of the last call, or-ed together */
export let flags: i32 = 0;

/** Looks at rows [from, rows) that are there, and whose text is no word of the table, if one is given: to the end, to the first text, or to a cell that it is not sure about. Gives the row. */
export function classify(from: u32, rows: u32, validity: usize, table: usize): u32 {
  const base = text;
  const plus = startPlus;
  const quoteByte = quote;
  const hasEscapes = escapes;
  const quotes = i8x16.splat(<i8>quoteByte);
  let starts = startAt + <usize>from * startStep;
  let ends = endAt + <usize>from * endStep;
  const most = wordBytes;
  const mayBeValue = table != 0 && load<u8>(table + HAS_VALUES) != 0;
  let found = 0;
  for (let row = from; row < rows; row++) {
    const start = plus + <usize>load<u32>(starts);
    const end = base + <usize>load<u32>(ends);
    starts += startStep;
    ends += endStep;
    if (end < start || (validity != 0 && !isSet(validity, row))) continue;
    // Most are a few digits, which are no word.
    if (!mayBeValue && end - start - 1 < most) {
      const bytes = wordBefore(end, end - start);
      const points = pointsIn(bytes);
      if (areDigits(withoutPoint(bytes, points)) && end - start > <usize>(points != 0)) {
        found |= points != 0 ? IS_FLOAT : IS_INT32;
        continue;
      }
    }
    let kind = UNSURE;
    if (start < end && load<u8>(start) == quoteByte) {
      if (!hasEscapes || nextQuote(start + 1, quotes) == end - 1) kind = look(start + 1, end - 1);
    } else kind = look(start, end);
    // A word is text, and so most cells need not be looked up.
    if (mayBeValue || (table != 0 && (kind == UNSURE || kind == IS_TEXT))) {
      if (isWord(start, end, quoteByte, hasEscapes, table)) continue;
    }
    if (kind == UNSURE) {
      flags = found;
      return row;
    }
    found |= kind;
    if (kind == IS_TEXT) break;
  }
  flags = found;
  return rows;
}

/** What a text can be. */
@inline
function look(start: usize, end: usize): i32 {
  if (start == end) return IS_TEXT;
  const first: u32 = load<u8>(start);
  const sign: usize = first == MINUS || first == PLUS ? 1 : 0;
  const digits = start + sign;
  let value: u64 = 0;
  let at = digits;
  let digit: u32 = 0;
  for (; at < end; at++) {
    digit = <u32>load<u8>(at) - 48;
    if (digit > 9) break;
    value = value * 10 + digit;
  }
  const count = at - digits;
  if (at == end) {
    if (count == 0) return IS_TEXT;
    const negative = first == MINUS ? IS_NEGATIVE : 0;
    if (count > MOST_DIGITS) {
      const most: u32 = load<u8>(digits);
      if (most == ZERO || count > FINITE_DIGITS) return UNSURE;
      return count == MOST_DIGITS + 1 && negative == 0 && most == ONE && value >= LEAST_LONGER ? IS_UINT64 : IS_HUGE | negative;
    }
    const more: u64 = negative != 0 ? 1 : 0;
    if (value >= 0x8000000000000000 + more) return negative != 0 ? IS_HUGE | IS_NEGATIVE : IS_UINT64;
    return (value < 0x80000000 + more ? IS_INT32 : IS_INT64) | negative;
  }
  const stop: u32 = load<u8>(at);
  // White space around a number is allowed.
  if (stop <= SPACE) return UNSURE;
  if (stop == DOT) return fraction(at + 1, end, count);
  if (count > 0) return (stop | 32) == 101 ? exponent(at + 1, end, count) : IS_TEXT;
  switch (stop | 32) {
    case 105: return UNSURE;
    case 116: return sign == 0 && end - start == 4 && (load<u32>(start) | 0x20202020) == 0x65757274 ? IS_BOOL : IS_TEXT;
    case 102: return sign == 0 && end - start == 5 && (load<u32>(start) | 0x20202020) == 0x736c6166 && (load<u8>(start, 4) | 32) == 101 ? IS_BOOL : IS_TEXT;
    default: return IS_TEXT;
  }
}

/** What a text can be that has `count` digits before its point. */
@inline
function fraction(start: usize, end: usize, count: usize): i32 {
  let at = start;
  while (at + WORD <= end && areDigits(wordBefore(at + WORD, WORD))) at += WORD;
  while (at < end && <u32>load<u8>(at) - 48 <= 9) at++;
  if (at < end && load<u8>(at) <= SPACE) return UNSURE;
  if (count + (at - start) == 0) return IS_TEXT;
  if (at == end) return count <= FINITE_DIGITS ? IS_FLOAT : UNSURE;
  return (load<u8>(at) | 32) == 101 ? exponent(at + 1, end, count) : IS_TEXT;
}

/** What a number with an exponent can be that has `count` digits before its point, or before the exponent. */
function exponent(start: usize, end: usize, count: usize): i32 {
  const sign: u32 = start < end ? load<u8>(start) : 0;
  let at = sign == MINUS || sign == PLUS ? start + 1 : start;
  if (at == end) return IS_TEXT;
  let value: usize = 0;
  for (; at < end; at++) {
    const byte: u32 = load<u8>(at);
    if (byte - 48 > 9) return byte <= SPACE ? UNSURE : IS_TEXT;
    value = min(value * 10 + (byte - 48), FINITE_DIGITS + 1);
  }
  return count + (sign == MINUS ? 0 : value) <= FINITE_DIGITS ? IS_FLOAT : UNSURE;
}
