import { floatColumn, newFloats } from "../verbs/numbers/floats.js";
import type { Aggregate } from "./aggregate.js";
import { checkPlainNumbers } from "./check-numbers.js";
import { bitLength, scaled } from "./expansion.js";
import { addManyPowers } from "./many-powers.js";
import { addPowers, exactPowers, isInfinite, mergePowers, powerSums, type PowerSums } from "./power-sums.js";
import { enough } from "./results.js";

/** Cells of one group that are quicker added all together. */
const MANY = 1024;

/** Skewness (Fisher-Pearson, unbiased) from exact sums of powers; missing below three cells, 0 where all are equal. */
export const skew: Aggregate<PowerSums> = momentOf("skew", 3, skewness);

/** Excess kurtosis (Fisher, unbiased) from exact sums of powers; missing below four cells, 0 where all are equal. */
export const kurt: Aggregate<PowerSums> = momentOf("kurt", 4, kurtosis);

function momentOf(verb: string, power: 3 | 4, of: (n: number, sums: readonly bigint[]) => number): Aggregate<PowerSums> {
  return {
    init: (groups) => powerSums(groups, power),
    add(powers, column, codes) {
      checkPlainNumbers(verb, column);
      if (powers.counts.length === 1 && column.length >= MANY) addManyPowers(powers, column, codes);
      else addPowers(powers, column, codes);
    },
    merge: mergePowers,
    finish(powers, name) {
      const values = newFloats(powers.counts.length);
      for (let group = 0; group < values.length; group++) {
        const count = powers.counts[group]!;
        if (count >= power) values[group] = isInfinite(powers, group) ? NaN : of(count, exactPowers(powers, group));
      }
      return floatColumn(name, values, enough(powers.counts, power));
    },
  };
}

// Both are ratios of sums of powers about the mean. Times powers of n those are integers, and are scaled by one power of
// two for each power, so that the second is near 1: the ratios do not change, and only they are rounded.

export function skewness(n: number, [s1, s2, s3]: readonly bigint[]): number {
  const N = BigInt(n);
  const second = N * s2! - s1! ** 2n;
  if (second === 0n) return 0;
  const third = N ** 2n * s3! - 3n * N * s1! * s2! + 2n * s1! ** 3n;
  const half = bitLength(second) >> 1;
  return ((Math.sqrt(n * (n - 1)) / (n - 2)) * scaled(third, -3 * half)) / scaled(second, -2 * half) ** 1.5;
}

export function kurtosis(n: number, [s1, s2, s3, s4]: readonly bigint[]): number {
  const N = BigInt(n);
  const second = N * s2! - s1! ** 2n;
  if (second === 0n) return 0;
  const fourth = N ** 3n * s4! - 4n * N ** 2n * s1! * s3! + 6n * N * s1! ** 2n * s2! - 3n * s1! ** 4n;
  const excess = (N + 1n) * (N - 1n) * fourth - 3n * (N - 1n) ** 2n * second ** 2n;
  const half = bitLength(second) >> 1;
  return scaled(excess, -4 * half) / scaled(second, -2 * half) ** 2 / ((n - 2) * (n - 3));
}
