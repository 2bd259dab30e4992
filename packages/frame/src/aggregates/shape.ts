import { floatColumn, newFloats } from "../verbs/numbers/floats.js";
import type { Aggregate } from "./aggregate.js";
import { checkPlainNumbers } from "./check-numbers.js";
import { exponentOf, powerOfTwo, scaled } from "./expansion.js";
import { addManyPowers } from "./many-powers.js";
import { Moments } from "./Moments.js";
import { addPowers, countsOf, exactPowers, groupsOf, isPlain, mergePowers, powerSums, type ExactPowers, type PowerSums } from "./power-sums.js";
import { enough } from "./results.js";

/** Cells of one group that are quicker added all together. */
const MANY = 1024;

/** Skewness (Fisher-Pearson, unbiased) from exact sums of powers; missing below three cells, 0 where all are equal. */
export const skew: Aggregate<PowerSums> = momentOf("skew", 3, skewnessOf, skewness);

/** Excess kurtosis (Fisher, unbiased) from exact sums of powers; missing below four cells, 0 where all are equal. */
export const kurt: Aggregate<PowerSums> = momentOf("kurt", 4, kurtosisOf, kurtosis);

/** `of` takes n, the second central moment and the third, or the excess of the fourth, each rounded once; `exactly` the sums of powers. */
function momentOf(verb: string, power: 3 | 4, of: (n: number, second: number, moment: number) => number, exactly: (n: number, sums: ExactPowers) => number): Aggregate<PowerSums> {
  return {
    init: (groups) => powerSums(groups, power),
    add(powers, column, codes) {
      checkPlainNumbers(verb, column);
      if (groupsOf(powers) === 1 && column.length >= MANY) addManyPowers(powers, column, codes);
      else addPowers(powers, column, codes);
    },
    merge: mergePowers,
    finish(powers, name) {
      const counts = countsOf(powers);
      const values = newFloats(counts.length);
      const moments = new Moments(powers);
      for (let group = 0; group < values.length; group++) {
        const count = counts[group]!;
        if (count < power) continue;
        if (powers.infinite.has(group)) values[group] = NaN;
        else if (isPlain(powers, group) && moments.find(group)) values[group] = of(count, moments.second, moments.highest);
        else values[group] = exactly(count, exactPowers(powers, group));
      }
      return floatColumn(name, values, enough(counts, power));
    },
  };
}

// Both are ratios of sums of powers about the mean. Times powers of n those are sums of products, each of which is rounded once.

function skewnessOf(n: number, second: number, third: number): number {
  return (Math.sqrt(n * (n - 1)) / (n - 2)) * standardized(second, third, 3);
}

function kurtosisOf(n: number, second: number, excess: number): number {
  return standardized(second, excess, 4) / ((n - 2) * (n - 3));
}

export function skewness(n: number, { sums: [s1, s2, s3], bits }: ExactPowers): number {
  const N = BigInt(n);
  const second = N * s2! - s1! ** 2n;
  if (second === 0n) return 0;
  const third = N ** 2n * s3! - 3n * N * s1! * s2! + 2n * s1! ** 3n;
  return skewnessOf(n, ...roundedOnce(second, third, 3, bits));
}

export function kurtosis(n: number, { sums: [s1, s2, s3, s4], bits }: ExactPowers): number {
  const N = BigInt(n);
  const second = N * s2! - s1! ** 2n;
  if (second === 0n) return 0;
  const fourth = N ** 3n * s4! - 4n * N ** 2n * s1! * s3! + 6n * N * s1! ** 2n * s2! - 3n * s1! ** 4n;
  const excess = (N + 1n) * (N - 1n) * fourth - 3n * (N - 1n) ** 2n * second ** 2n;
  return kurtosisOf(n, ...roundedOnce(second, excess, 4, bits));
}

/** A moment over that power of the root of the second, which is scaled to lie from 1 to 4. */
function standardized(second: number, moment: number, power: 3 | 4): number {
  const half = exponentOf(second) >> 1;
  const spread = second * powerOfTwo(-2 * half);
  return (moment * powerOfTwo(-power * half)) / (spread * (power === 3 ? Math.sqrt(spread) : spread));
}

/** Moments of numbers in units of 2^-bits: as they are, or where that is beyond what a number can be, both in other units. */
function roundedOnce(second: bigint, moment: bigint, power: 3 | 4, bits: number): [second: number, moment: number] {
  const made: [number, number] = [scaled(second, -2 * bits), scaled(moment, -power * bits)];
  const [size, other] = [made[0], Math.abs(made[1])];
  // So are all that {@link Moments} finds: what is the same has one way to be rounded.
  if (size > 2 ** -510 && size < 2 ** 510 && (other === 0 ? moment === 0n : other > 2 ** -1020 && other < Infinity)) return made;
  const half = second.toString(2).length >> 1;
  return [scaled(second, -2 * half), scaled(moment, -power * half)];
}
