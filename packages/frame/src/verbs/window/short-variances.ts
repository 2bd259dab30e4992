import { productError, sumError } from "../../aggregates/expansion.js";
import { Numerator } from "../../aggregates/Numerator.js";
import { newFloats } from "../numbers/floats.js";
import { clamped, reachOf, type Windowing } from "./bounds.js";

/** Between these the squares of numbers, and their products, can be taken apart. */
const LARGEST = 2 ** 400;
const LEAST = 2 ** -400;

/**
 * The variances of windows of finite numbers (NaN is none), as `Variance` gives them, while the sum of each window is no more than two floats
 * and that of its squares no more than four, as of nearly all data: these stay in registers. Null as soon as one is more.
 */
export function shortVariances(values: Float64Array, windowing: Windowing, ddof: number): Float64Array | null {
  const { length } = values;
  const { minPeriods } = windowing;
  const { first, behind } = reachOf(windowing, length);
  const numerator = new Numerator();
  const out = newFloats(length);
  let [begin, end, count] = [0, 0, 0];
  let [s0, s1] = [0, 0];
  let [q0, q1, q2, q3] = [0, 0, 0, 0];
  for (let row = 0; row < length; row++) {
    const stop = clamped(row + behind, length);
    const start = clamped(row + first, stop);
    if (start >= end) {
      begin = end = start;
      count = s0 = s1 = q0 = q1 = q2 = q3 = 0;
    }
    while (begin < start || end < stop) {
      const leaves = begin < start;
      const x = leaves ? values[begin++]! : values[end++]!;
      if (x !== x) continue;
      count += leaves ? -1 : 1;
      if (x === 0) continue;
      const size = Math.abs(x);
      if (size > LARGEST || size < LEAST) return null;
      // What a float loses is added to the next.
      let rest = leaves ? -x : x;
      let sum = s0 + rest;
      rest = sumError(s0, rest, sum);
      s0 = sum;
      sum = s1 + rest;
      if (sumError(s1, rest, sum) !== 0) return null;
      s1 = sum;
      const square = x * x;
      const error = productError(x, x, square);
      // The first two floats hold squares, the others what these lose.
      rest = leaves ? -square : square;
      sum = q0 + rest;
      rest = sumError(q0, rest, sum);
      q0 = sum;
      sum = q1 + rest;
      let lost = sumError(q1, rest, sum);
      q1 = sum;
      rest = leaves ? -error : error;
      do {
        sum = q2 + rest;
        rest = sumError(q2, rest, sum);
        q2 = sum;
        sum = q3 + rest;
        if (sumError(q3, rest, sum) !== 0) return null;
        q3 = sum;
        rest = lost;
        lost = 0;
      } while (rest !== 0);
    }
    out[row] = count < minPeriods || count <= ddof ? NaN : Math.max(0, numerator.of(count, s0, s1, q0, q1, q2, q3)) / (count * (count - ddof));
  }
  return out;
}
