/**
 * Expansions after Shewchuk ("Adaptive Precision Floating-Point Arithmetic", 1997): a list of doubles that do not
 * overlap, smallest first, whose sum is exact.
 */

/** Adds a number to an expansion, in place; zeros are left out. */
export function grow(parts: number[], x: number): void {
  let kept = 0;
  let sum = x;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    const next = sum + part;
    const moved = next - sum;
    const error = sum - (next - moved) + (part - moved);
    if (error !== 0) parts[kept++] = error;
    sum = next;
  }
  parts.length = kept;
  if (sum !== 0) parts.push(sum);
}

/** What `a + b` loses when it is rounded: together with the rounded sum it is exact. Knuth's two-sum. */
export function sumError(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

/**
 * What `a · b` loses when it is rounded: together with the rounded product it is exact. Both are far from overflow and
 * underflow. Dekker's product on Veltkamp's halves of 26 bits.
 */
export function productError(a: number, b: number, product: number): number {
  const largeA = 134_217_729 * a;
  const high = largeA - (largeA - a);
  const low = a - high;
  const largeB = 134_217_729 * b;
  const top = largeB - (largeB - b);
  const bottom = b - top;
  return high * top - product + high * bottom + low * top + low * bottom;
}

/** The sum of an expansion of `length` parts, rounded once, half to even. */
export function rounded(parts: ArrayLike<number>, length = parts.length): number {
  if (length === 0) return 0;
  let i = length - 1;
  let sum = parts[i]!;
  while (i > 0) {
    const before = sum;
    const part = parts[--i]!;
    sum = before + part;
    const error = part - (sum - before);
    if (error === 0) continue;
    // A tie was rounded to even; what lies below it may say otherwise.
    const below = i > 0 ? parts[i - 1]! : 0;
    const twice = error * 2;
    return below < 0 === error < 0 && below !== 0 && sum + twice - sum === twice ? sum + twice : sum;
  }
  return sum;
}

/** Every finite double is a whole number of units of 2^-1074. */
export const UNIT_BITS = 1074;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** A finite double in units of 2^-1074: exact. */
export function unitsOf(x: number): bigint {
  double[0] = x;
  const exponent = (words[1]! >>> 20) & 0x7ff;
  const fraction = (BigInt(words[1]! & 0xf_ffff) << 32n) | BigInt(words[0]!);
  const size = exponent === 0 ? fraction : (fraction | (1n << 52n)) << BigInt(exponent - 1);
  return x < 0 ? -size : size;
}

/** The power of two that a number, neither 0 nor infinite, is scaled down by to lie from 1 to 2. */
export function exponentOf(x: number): number {
  double[0] = x;
  const bits = (words[1]! >>> 20) & 0x7ff;
  return bits === 0 ? exponentOf(x * 2 ** 60) - 60 : bits - 1023;
}

/** 2^exponent, from -1022 to 1023. */
export function powerOfTwo(exponent: number): number {
  words[0] = 0;
  words[1] = (exponent + 1023) << 20;
  return double[0]!;
}

/** The sum of doubles in units of 2^-1074. */
export function unitsOfAll(parts: readonly number[]): bigint {
  return parts.reduce((sum, part) => sum + unitsOf(part), 0n);
}

/** `value · 2^exponent`, rounded once; ±Infinity beyond the largest number. */
export function scaled(value: bigint, exponent: number): number {
  const size = value < 0n ? -value : value;
  const surplus = Math.max(0, bitLength(size) - 64);
  const top = size >> BigInt(surplus);
  // A last bit of 1 stands for all that was cut off, so that only a true half is a tie.
  const cut = top << BigInt(surplus) === size ? top : top | 1n;
  let result = Number(value < 0n ? -cut : cut);
  for (let left = surplus + exponent; left !== 0; ) {
    const step = Math.max(-1000, Math.min(1000, left));
    result *= 2 ** step;
    left -= step;
  }
  return result;
}

/** Bits of a number that is not negative, at most three too many. */
export function bitLength(size: bigint): number {
  return size.toString(16).length * 4;
}
