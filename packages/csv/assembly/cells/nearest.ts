import { LEAST_POWER, MOST_WHOLE_POWER, powerOfTen } from "../powers-of-ten";

// The double nearest to w * 10^q, after Eisel and Lemire (Lemire, "Number Parsing at a Gigabyte per Second", 2021): w times the 64
// highest bits of the power, and times the other 64 only where the first product leaves in doubt to which side it is rounded. In doubt
// stays what lies half between two doubles and is a quotient, and next to nothing else: that is not known here.

/** no bits of a finite number: a NaN */
export const UNKNOWN: u64 = 0xffffffffffffffff;
const INFINITY_BITS: u64 = 0x7ff0000000000000;

/** so large a power of ten is infinite, whatever it is multiplied by */
const INFINITE_POWER: i32 = 309;
/** the exponent of a double is written so much greater */
const BIAS: i32 = 1023;
const MOST_EXPONENT: i32 = 2046;
const FRACTION_BITS: u64 = 52;
/** of a product of 63 bits so many are behind the last one of the double */
const BITS_BEHIND: i32 = 10;

/** Bits of the double that is nearest to units * 10^power, where units are not 0; UNKNOWN where that is not known, or it is infinite. */
export function nearest(units: u64, power: i32): u64 {
  if (power < LEAST_POWER || power >= INFINITE_POWER) return UNKNOWN;
  const shift = clz(units);
  const w = units << shift;
  const bits = powerOfTen(power);
  const high = load<u64>(bits);
  const product = multiplyHigh(w, high);
  const top = <i32>(product >> 63);
  // 217706 ⁄ 65536 is log2(10), near enough for such powers.
  const exponent = ((power * 217706) >> 16) + 63 - <i32>shift + top + BIAS;
  // A number too small to have its first bit in front has fewer bits.
  const behind = BITS_BEHIND + top + (exponent > 0 ? 0 : 1 - exponent);
  if (exponent > MOST_EXPONENT || behind > 63) return UNKNOWN;
  const half = (<u64>1) << <u64>(behind - 1);
  let rest = product & (half + half - 1);
  let isTie = false;
  // Behind the product are 64 bits more; what the other bits of the power add there is less than w.
  const next = w * high;
  if ((rest == half - 1 && next + w < w) || (rest == half && next == 0)) {
    const low = load<u64>(bits, 8);
    const more = next + multiplyHigh(w, low);
    const last = w * low;
    if (more < next) rest++;
    if (power >= 0 && power <= MOST_WHOLE_POWER) isTie = rest == half && (more | last) == 0;
    // What was cut off of the power adds less than w behind all of them, and more than nothing.
    else if (rest == half - 1 && more == 0xffffffffffffffff && last + w < w) return UNKNOWN;
  }
  const fraction = product >> <u64>behind;
  const isUp = rest >= half && !(isTie && (fraction & 1) == 0);
  // The first bit counts one up in the exponent, as does a carry.
  const found = (<u64>(exponent > 0 ? exponent - 1 : 0) << FRACTION_BITS) + fraction + <u64>isUp;
  return found < INFINITY_BITS ? found : UNKNOWN;
}

/** The 64 highest bits of a product. */
@inline
function multiplyHigh(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff;
  const aHigh = a >> 32;
  const bLow = b & 0xffffffff;
  const bHigh = b >> 32;
  const one = aHigh * bLow + ((aLow * bLow) >> 32);
  const other = aLow * bHigh + (one & 0xffffffff);
  return aHigh * bHigh + (one >> 32) + (other >> 32);
}
