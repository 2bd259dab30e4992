import { areDigits, numberOf, WORD, wordBefore } from "./decimal";
import { nearest, UNKNOWN } from "./nearest";

// Numbers of any length, with an exponent or none.

const PLUS: u32 = 43;
const MINUS: u32 = 45;
const DOT: u32 = 46;

/** so many digits fit 64 bits */
const MOST_DIGITS: usize = 19;
/** greater exponents are not read to their end */
const MOST_EXPONENT: i32 = 9999;
/** whole numbers to here are doubles, and so are powers of ten to here: a product or a quotient of two is rounded once (Clinger, 1990) */
export const MOST_EXACT: u64 = 1 << 53;
const MOST_POWER: i32 = 22;
export const powers: usize = memory.data<f64>([
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]);

/** what the last number was */
export let spelled: f64 = 0;

/** Reads a number without its sign, of any length and with an exponent or none. False if it is none, or if JavaScript has to say which double it is. */
export function isSpelled(from: usize, end: usize): bool {
  let at = from;
  let units: u64 = 0;
  for (; at < end; at++) {
    const digit = <u32>load<u8>(at) - 48;
    if (digit > 9) break;
    units = units * 10 + digit;
  }
  let count = at - from;
  let power: i32 = 0;
  if (at < end && load<u8>(at) == DOT) {
    const first = ++at;
    while (at + WORD <= end) {
      const digits = wordBefore(at + WORD, WORD);
      if (!areDigits(digits)) break;
      units = units * 100000000 + numberOf(digits);
      at += WORD;
    }
    for (; at < end; at++) {
      const digit = <u32>load<u8>(at) - 48;
      if (digit > 9) break;
      units = units * 10 + digit;
    }
    count += at - first;
    power = <i32>first - <i32>at;
  }
  if (count == 0) return false;
  const digitsEnd = at;
  if (at < end) {
    if (!hasExponent(at, end)) return false;
    power += exponent;
  }
  let isBetween = false;
  if (count > MOST_DIGITS) {
    power += cut(from, digitsEnd);
    units = kept;
    isBetween = isCut;
  }
  if (!isBetween && units <= MOST_EXACT && power <= MOST_POWER && power >= -MOST_POWER) {
    spelled = <f64>(<i64>units);
    if (power < 0) spelled /= load<f64>(powers - <usize>(power << 3));
    else spelled *= load<f64>(powers + <usize>(power << 3));
    return true;
  }
  if (units == 0) {
    spelled = 0;
    return true;
  }
  const bits = nearest(units, power);
  // A number between two is nearest to the double that both are nearest to.
  if (bits == UNKNOWN || (isBetween && nearest(units + 1, power) != bits)) return false;
  spelled = reinterpret<f64>(bits);
  return true;
}

let exponent: i32 = 0;

/** Whether what is behind a number's digits is an exponent. */
@inline
function hasExponent(from: usize, end: usize): bool {
  if ((load<u8>(from) | 32) != 101) return false;
  const sign: u32 = from + 1 < end ? load<u8>(from, 1) : 0;
  let at = from + (sign == MINUS || sign == PLUS ? 2 : 1);
  if (at >= end) return false;
  let found: i32 = 0;
  do {
    const digit = <u32>load<u8>(at) - 48;
    if (digit > 9) return false;
    found = found * 10 + <i32>digit;
    if (found > MOST_EXPONENT) return false;
  } while (++at < end);
  exponent = sign == MINUS ? -found : found;
  return true;
}

/** the first digits of a long number, and whether another is not 0 */
let kept: u64 = 0;
let isCut: bool = false;

/** Reads the first digits of a number from the first that is not 0, as many as fit 64 bits. Gives how many others there are. */
function cut(from: usize, end: usize): i32 {
  let units: u64 = 0;
  let digits: usize = 0;
  let others: i32 = 0;
  let bits: u32 = 0;
  for (let at = from; at < end; at++) {
    const byte: u32 = load<u8>(at);
    if (byte == DOT) continue;
    const digit = byte - 48;
    if (digits < MOST_DIGITS) {
      units = units * 10 + digit;
      digits += <usize>(units != 0);
    } else {
      others++;
      bits |= digit;
    }
  }
  kept = units;
  isCut = bits != 0;
  return others;
}
