import { scaled, UNIT_BITS, unitsOf } from "../../aggregates/expansion.js";
import type { ExactPowers } from "../../aggregates/power-sums.js";
import { kurtosis, skewness } from "../../aggregates/shape.js";
import type { Column } from "../../column.js";
import { floatColumn } from "../numbers/floats.js";
import type { Windowing } from "./bounds.js";
import { finiteValues, slideOver, type Sliding } from "./slide.js";

/** Below so small a variance pandas gives no skewness. */
const FLAT = 1e-14;

/** The adjusted Fisher–Pearson coefficient of skewness of each window, as of a whole Series, but missing where there is next to no spread; of at least three values. */
export function windowSkew(column: Column, windowing: Windowing): Column {
  return shapes("skew", column, windowing, 3, skewness, 0);
}

/** The excess kurtosis of each window, without bias, as of a whole Series, but missing where there is next to no spread and -3 where all are equal; of at least four values. */
export function windowKurt(column: Column, windowing: Windowing): Column {
  return shapes("kurt", column, windowing, 4, kurtosis, -3);
}

function shapes(verb: string, column: Column, windowing: Windowing, least: number, shape: (n: number, sums: ExactPowers) => number, flat: number): Column {
  const values = finiteValues(verb, column);
  return floatColumn(column.name, slideOver(values, windowing, new Powers(values, least, shape, flat)));
}

/** The exact sums of powers of a window's numbers: whole ones, in units of the smallest power of two that all numbers of the column have. */
class Powers implements Sliding {
  readonly overflowed = false;
  /** how many times the smallest float doubles to the unit */
  readonly #doublings: number;
  /** units a number; Infinity where a float does not say */
  readonly #units: number;
  readonly #least: number;
  readonly #shape: (n: number, sums: ExactPowers) => number;
  /** of numbers that are all equal */
  readonly #flat: number;
  #sums: [bigint, bigint, bigint, bigint] = [0n, 0n, 0n, 0n];

  constructor(values: Float64Array, least: number, shape: (n: number, sums: ExactPowers) => number, flat: number) {
    const { doublings, largest } = reachOfBits(values);
    this.#doublings = doublings;
    const units = 2 ** (UNIT_BITS - doublings);
    this.#units = largest * units < Infinity ? units : Infinity;
    this.#least = least;
    this.#shape = shape;
    this.#flat = flat;
  }

  add(value: number): void {
    const sums = this.#sums;
    const units = this.#whole(value);
    const square = units * units;
    sums[0] += units;
    sums[1] += square;
    sums[2] += square * units;
    sums[3] += square * square;
  }

  remove(value: number): void {
    const sums = this.#sums;
    const units = this.#whole(value);
    const square = units * units;
    sums[0] -= units;
    sums[1] -= square;
    sums[2] -= square * units;
    sums[3] -= square * square;
  }

  clear(): void {
    this.#sums = [0n, 0n, 0n, 0n];
  }

  value(count: number): number {
    if (count < this.#least) return NaN;
    const [sum, squares] = this.#sums;
    const spread = BigInt(count) * squares - sum * sum;
    if (spread === 0n) return this.#flat;
    const variance = scaled(spread, 2 * (this.#doublings - UNIT_BITS)) / count ** 2;
    return variance <= FLAT ? NaN : this.#shape(count, { sums: this.#sums, bits: UNIT_BITS - this.#doublings });
  }

  #whole(value: number): bigint {
    return this.#units === Infinity ? unitsOf(value) >> BigInt(this.#doublings) : BigInt(value * this.#units);
  }
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** The last bit that any number has, in doublings of the smallest float, and the largest size. */
function reachOfBits(values: Float64Array): { readonly doublings: number; readonly largest: number } {
  let doublings = 2 * UNIT_BITS;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === 0 || value !== value) continue;
    double[0] = value;
    const [low, high] = [words[0]!, words[1]!];
    const exponent = (high >>> 20) & 0x7ff;
    const last = low === 0 ? 32 + zerosBehind((high & 0xf_ffff) | (exponent === 0 ? 0 : 1 << 20)) : zerosBehind(low);
    doublings = Math.min(doublings, Math.max(0, exponent - 1) + last);
    largest = Math.max(largest, Math.abs(value));
  }
  return { doublings, largest };
}

function zerosBehind(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
