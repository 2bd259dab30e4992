import { MOST_WHOLE_POWER, powerOfTen } from "./powers-of-ten";

// The fewest digits that are a double, of those the closest to it: Raffaello Giulietti, "The Schubfach way to render doubles"
// (2020). The double is c * 2^q, and 10^k the greatest power of ten that is no more than the distance between the two middles,
// each halfway to a neighbour: one multiple of 10^(k+1) lies between these at most, and one of 10^k at least. The paper has powers
// of 126 bits, rounded up; these have 128, those that are whole as they are.

/** of a double's bits */
const FRACTION_BITS: i32 = 52;
const FRACTION: u64 = (1 << 52) - 1;
const EXPONENT: i32 = 0x7ff;
/** of the power of two of c where the exponent's bits are 0 */
const LEAST_EXPONENT: i32 = -1074;

const EIGHT_DIGITS: u64 = 100_000_000;
const ZEROS: u64 = 0x3030303030303030;
const POINT: u8 = 46;
/** A number has an exponent where there would be more digits before the point, or so many zeros behind it. */
const MOST_WHOLE: i32 = 21;
const MOST_ZEROS: i32 = 6;

/** Writes a positive double as JavaScript does; gives the address behind it, which is 24 bytes away at most; up to 33 are written to. */
export function writeShortest(value: f64, out: usize): usize {
  const bits = reinterpret<u64>(value);
  const exponent = <i32>(bits >> FRACTION_BITS);
  if (exponent == EXPONENT) return writeInfinity(out);
  const fraction = bits & FRACTION;
  const isSubnormal = exponent == 0;
  const c = isSubnormal ? fraction : fraction | (FRACTION + 1);
  const q = isSubnormal ? LEAST_EXPONENT : exponent + LEAST_EXPONENT - 1;
  // Below a power of two doubles lie twice as close.
  const isPower = fraction == 0 && exponent > 1;
  // ⌊log10(2^q)⌋, or ⌊log10(3/4 * 2^q)⌋; and ⌊log2(10^-k)⌋ + q + 1, which is 1 to 4.
  let k = (q * 1262611 - (isPower ? 524031 : 0)) >> 22;
  const shift = <u64>(q + ((-k * 1741647) >> 19) + 1);

  // 10^-k, or the least of 128 bits above it, times 4c, in three words. What of the product is below one makes it odd: whether there
  // is any is all that comparisons need to know of it (the paper's rounding to odd).
  const power = powerOfTen(-k);
  let high = load<u64>(power);
  let low = load<u64>(power, 8);
  if (k > 0 || k < -MOST_WHOLE_POWER) {
    low++;
    high += <u64>(low == 0);
  }
  const factor = c << (shift + 2);
  const least = low * factor;
  const carried = highWord(low, factor);
  const middle = high * factor + carried;
  const whole = highWord(high, factor) + <u64>(middle < carried);
  const four = toOdd(whole, middle);

  // The middles are two of these away, which is the power times 2^(shift + 1): one product does for all three. The middles
  // themselves are read as the double where c is even.
  const lower = minus(whole, middle, least, high, low, isPower ? shift : shift + 1) + (c & 1);
  const upper = plus(whole, middle, least, high, low, shift + 1) - (c & 1);

  // Its digits at 10^k, or at 10^(k+1), if a number of those is between the middles. No branches: nobody can guess which it is.
  const digits = four >> 2;
  let first = <u32>(digits / EIGHT_DIGITS);
  let last = <u32>(digits - <u64>first * EIGHT_DIGITS);
  const digit = last % 10;
  const tens = (digits - digit) << 2;
  const isTensInside = lower <= tens;
  const isOneTens = isTensInside != (tens + 40 <= upper) && digits >= 10;
  const down = digits << 2;
  const isDownInside = lower <= down;
  const isOneDown = isDownInside != (down + 4 <= upper);
  // Of two the closer one, of two as close the even one.
  const isUpCloser = four > down + 2 - (digits & 1);
  last += select<u32>(select<u32>(0, 10, isTensInside) - digit, <u32>select<bool>(!isDownInside, isUpCloser, isOneDown), isOneTens);
  if (last == <u32>EIGHT_DIGITS) {
    last = 0;
    first++;
  }
  if (isSubnormal) {
    let all = <u64>first * EIGHT_DIGITS + last;
    for (; all < 1_000_000_000_000_000; all *= 10) k--;
    first = <u32>(all / EIGHT_DIGITS);
    last = <u32>(all - <u64>first * EIGHT_DIGITS);
  }
  return writeNumber(first, last, k, out);
}

/** Writes `first` and the eight digits `last`, 16 or 17 together, times 10^k; without the zeros at their end. */
@inline
function writeNumber(first: u32, last: u32, k: i32, out: usize): usize {
  const top = first / <u32>EIGHT_DIGITS;
  const tops = <i32>(top != 0);
  const numbers = sixteenDigits(first - top * <u32>EIGHT_DIGITS, last);
  const digits = v128.or(numbers, i8x16.splat(48));
  const zeros = i8x16.bitmask(i8x16.eq(numbers, i8x16.splat(0)));
  const count = tops + 16 - <i32>clz((<u32>~zeros << 16) | 0x8000);
  const point = k + 16 + tops;
  if (point <= 0 && point > -MOST_ZEROS) {
    store<u64>(out, ZEROS);
    store<u8>(out, POINT, 1);
    return writeAll(top, tops, digits, out + 2 - point) + count;
  }
  writeAll(top, tops, digits, out);
  if (point <= 0 || point > MOST_WHOLE) return writeExponent(point - 1, count == 1 ? out + 1 : writeBehind(tops, digits, 1, out) + count);
  if (count > point) return writeBehind(tops, digits, point, out) + count;
  store<u64>(out + tops, ZEROS, 16);
  return out + point;
}

/** Writes all digits, the first of 17 before the others; gives `out`. */
@inline
function writeAll(top: u32, tops: i32, digits: v128, out: usize): usize {
  store<u8>(out, <u8>(48 + top));
  v128.store(out + tops, digits);
  return out;
}

/** Puts a point behind the first digits, so many of them, and writes those behind it once more; gives `out` and a byte for the point. */
@inline
function writeBehind(tops: i32, digits: v128, point: i32, out: usize): usize {
  const from = i8x16.add(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>(point - tops)));
  store<u8>(out + point, POINT);
  v128.store(out + point, i8x16.swizzle(digits, from), 1);
  return out + 1;
}

function writeExponent(exponent: i32, out: usize): usize {
  store<u8>(out, 101);
  store<u8>(out, exponent < 0 ? 45 : 43, 1);
  let rest = <u32>abs(exponent);
  const digits: usize = rest < 10 ? 1 : rest < 100 ? 2 : 3;
  const end = out + 2 + digits;
  for (let at = end - 1; at > out + 1; at--) {
    store<u8>(at, <u8>(48 + (rest % 10)));
    rest /= 10;
  }
  return end;
}

function writeInfinity(out: usize): usize {
  store<u64>(out, 0x7974_696e_6966_6e49);
  return out + 8;
}

/** The digits of two numbers below 10^8, a byte each, as they are read: of fours the pairs, of pairs each. */
@inline
function sixteenDigits(first: u32, last: u32): v128 {
  const a = first / 10_000;
  const b = last / 10_000;
  const upper = i64x2.splat(<i64>a | (<i64>(first - a * 10_000) << 32));
  const fours = i64x2.replace_lane(upper, 1, <i64>b | (<i64>(last - b * 10_000) << 32));
  const hundreds = i32x4.shr_u(i32x4.mul(fours, i32x4.splat(5243)), 19);
  const pairs = v128.or(hundreds, i32x4.shl(i32x4.sub(fours, i32x4.mul(hundreds, i32x4.splat(100))), 16));
  const tens = i16x8.shr_u(i16x8.mul(pairs, i16x8.splat(103)), 10);
  return v128.or(tens, i16x8.shl(i16x8.sub(pairs, i16x8.mul(tens, i16x8.splat(10))), 8));
}

/** The upper 64 of the 128 bits of a product. */
@inline
function highWord(a: u64, b: u64): u64 {
  const a0 = a & 0xffff_ffff;
  const a1 = a >> 32;
  const b0 = b & 0xffff_ffff;
  const b1 = b >> 32;
  const middle = a1 * b0 + ((a0 * b0) >> 32);
  return a1 * b1 + (middle >> 32) + ((a0 * b1 + (middle & 0xffff_ffff)) >> 32);
}

/** A number with a part below one, where the power is at most 1 too great. */
@inline
function toOdd(whole: u64, part: u64): u64 {
  return whole | <u64>(part > 1);
}

/** A number of three words, and (high, low) * 2^shift more; rounded to odd. */
@inline
function plus(whole: u64, middle: u64, least: u64, high: u64, low: u64, shift: u64): u64 {
  const carried = <u64>(least + (low << shift) < least);
  const more = (high << shift) | (low >> (64 - shift));
  const sum = middle + more;
  const part = sum + carried;
  return toOdd(whole + (high >> (64 - shift)) + <u64>(sum < middle) + <u64>(part < sum), part);
}

/** As {@link plus}, so much less. */
@inline
function minus(whole: u64, middle: u64, least: u64, high: u64, low: u64, shift: u64): u64 {
  const borrowed = <u64>(least < low << shift);
  const less = (high << shift) | (low >> (64 - shift));
  const rest = middle - less;
  const part = rest - borrowed;
  return toOdd(whole - (high >> (64 - shift)) - <u64>(middle < less) - <u64>(rest < borrowed), part);
}
