import { newFloats } from "../numbers/floats.js";
import { clamped, reachOf, type Windowing } from "./bounds.js";

/**
 * The sums of windows of finite numbers (NaN is none), or their means, as `ExactSum` gives them, while each sum is no more than two floats,
 * as of nearly all data: these stay in registers. Null as soon as one is more, or beyond the largest float.
 */
export function shortSums(values: Float64Array, windowing: Windowing, isMean: boolean): Float64Array | null {
  const { length } = values;
  const { minPeriods } = windowing;
  const { first, behind } = reachOf(windowing, length);
  const out = newFloats(length);
  // Of the numbers in a window some are not -0: only of none the sum is -0.
  let [begin, end, count, others] = [0, 0, 0, 0];
  let [high, low] = [0, 0];
  for (let row = 0; row < length; row++) {
    const stop = clamped(row + behind, length);
    const start = clamped(row + first, stop);
    if (start >= end) {
      begin = end = start;
      count = others = high = low = 0;
    }
    while (begin < start || end < stop) {
      const leaves = begin < start;
      const x = leaves ? -values[begin++]! : values[end++]!;
      if (x !== x) continue;
      count += leaves ? -1 : 1;
      if (!Object.is(x, leaves ? 0 : -0)) others += leaves ? -1 : 1;
      // Knuth's two-sum, twice: `high` and `low` together are exact unless something is lost.
      const sum = high + x;
      const part = sum - high;
      const error = high - (sum - part) + (x - part);
      const lowSum = low + error;
      const lowPart = lowSum - low;
      const lost = low - (lowSum - lowPart) + (error - lowPart);
      if (lost !== 0) return null; // NaN, too
      high = sum;
      low = lowSum;
    }
    const total = others > 0 || count === 0 ? high + low : -0;
    out[row] = count < minPeriods ? NaN : isMean ? total / count : total;
  }
  return out;
}
