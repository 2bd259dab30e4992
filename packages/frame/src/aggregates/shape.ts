import { floatColumn, newFloats } from "../verbs/numbers/floats.js";
import type { Aggregate } from "./aggregate.js";
import { checkPlainNumbers } from "./check-numbers.js";
import { exponentOf, powerOfTwo, scaled } from "./expansion.js";
import { addManyPowers } from "./many-powers.js";
import { Moments } from "./Moments.js";
import { addPowers } from "./add-powers.js";
import { countOf, countsOf, exactPowers, groupsOf, mergePowers, powerSums, type PowerSums } from "./power-sums.js";
import { enough } from "./results.js";
import { giveBack } from "./spare-room.js";

/** Cells of one group that are quicker added all together. */
const MANY = 1024;

/** A ratio of moments about the mean. */
export interface Shape {
  /** the highest power that it is made of; below so many cells there is none */
  readonly power: 3 | 4;
  /** of n cells, the second moment and the highest, each times powers of n and rounded once */
  readonly of: (n: number, second: number, highest: number) => number;
  /** those two, from exact sums of powers: by the formulas of {@link Moments} */
  readonly moments: (n: bigint, sums: readonly bigint[]) => readonly [second: bigint, highest: bigint];
}

export const SKEWNESS: Shape = {
  power: 3,
  of: (n, second, third) => (Math.sqrt(n * (n - 1)) / (n - 2)) * standardized(second, third, 3),
  moments: (n, [s1, s2, s3]) => [n * s2! - s1! ** 2n, n ** 2n * s3! - 3n * n * s1! * s2! + 2n * s1! ** 3n],
};

export const KURTOSIS: Shape = {
  power: 4,
  of: (n, second, excess) => standardized(second, excess, 4) / ((n - 2) * (n - 3)),
  moments(n, [s1, s2, s3, s4]) {
    const second = n * s2! - s1! ** 2n;
    const fourth = n ** 3n * s4! - 4n * n ** 2n * s1! * s3! + 6n * n * s1! ** 2n * s2! - 3n * s1! ** 4n;
    return [second, (n + 1n) * (n - 1n) * fourth - 3n * (n - 1n) ** 2n * second ** 2n];
  },
};

/** Skewness (Fisher-Pearson, unbiased) from exact sums of powers; missing below three cells, 0 where all are equal. */
export const skew: Aggregate<PowerSums> = aggregateOf("skew", SKEWNESS);

/** Excess kurtosis (Fisher, unbiased) from exact sums of powers; missing below four cells, 0 where all are equal. */
export const kurt: Aggregate<PowerSums> = aggregateOf("kurt", KURTOSIS);

function aggregateOf(verb: string, shape: Shape): Aggregate<PowerSums> {
  return {
    anyOrder: true,
    init: (groups) => powerSums(groups, shape.power),
    add(powers, column, codes) {
      checkPlainNumbers(verb, column);
      if (groupsOf(powers) === 1 && column.length >= MANY) addManyPowers(powers, column, codes);
      else addPowers(powers, column, codes);
    },
    merge: mergePowers,
    finish(powers, name) {
      const counts = countsOf(powers);
      const values = newFloats(counts.length);
      const shapes = new Shapes(powers, shape);
      for (let group = 0; group < values.length; group++) {
        if (counts[group]! >= shape.power) values[group] = powers.infinite.has(group) ? NaN : (shapes.of(group) ?? 0);
      }
      giveBack(powers.cells);
      return floatColumn(name, values, enough(counts, shape.power));
    },
  };
}

/** The shapes of groups. */
export class Shapes {
  /** `n Σx² - (Σx)²` of the last group that was asked for, as far as that is no more or less than a number can be */
  second = 0;
  readonly #powers: PowerSums;
  readonly #shape: Shape;
  readonly #moments: Moments;

  constructor(powers: PowerSums, shape: Shape) {
    this.#powers = powers;
    this.#shape = shape;
    this.#moments = new Moments(powers);
  }

  /** Of a group of as many cells as the shape needs, none infinite; null where all are equal. */
  of(group: number): number | null {
    const { of, moments, power } = this.#shape;
    const count = countOf(this.#powers, group);
    if (this.#moments.find(group)) {
      this.second = this.#moments.second;
      return this.second === 0 ? null : of(count, this.second, this.#moments.moment);
    }
    const { sums, bits } = exactPowers(this.#powers, group);
    const [second, highest] = moments(BigInt(count), sums);
    this.second = scaled(second, -2 * bits);
    return second === 0n ? null : of(count, ...roundedOnce(second, highest, power, bits));
  }
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
