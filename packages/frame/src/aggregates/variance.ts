import type { DataType } from "../data-types.js";
import { floatColumn, newFloats } from "../verbs/numbers/floats.js";
import type { Aggregate } from "./aggregate.js";
import { checkNumbers, checkPlainNumbers } from "./check-numbers.js";
import { expansionOf, type ExactSums } from "./exact-sums.js";
import { growByProduct, productError, rounded, scaled, sumError, UNIT_BITS } from "./expansion.js";
import { addPowers, exactPowers, isInfinite, mergePowers, powerSums, type PowerSums } from "./power-sums.js";
import { enough, statisticColumn } from "./results.js";

/** Degrees of freedom that are taken off: 1 for a sample (default), 0 for a population. */
export interface SpreadOptions {
  readonly ddof?: number;
}

interface State {
  readonly type: DataType;
  readonly powers: PowerSums;
}

/** Variance from exact sums of cells and of squares, divided by their number less `ddof`; missing where that is not above 0. */
export function variance(ddof = 1): Aggregate<State> {
  return {
    init: (groups, type) => ({ type, powers: powerSums(groups, 2) }),
    add({ powers }, column, codes) {
      checkPlainNumbers("var", column);
      addPowers(powers, column, codes);
    },
    merge: ({ powers }, other, places) => mergePowers(powers, other.powers, places),
    finish: ({ powers }, name) => floatColumn(name, variances(powers, ddof), enough(powers.counts, ddof + 1)),
  };
}

/** The square root of {@link variance}; of times a duration. */
export function deviation(ddof = 1): Aggregate<State> {
  return {
    ...variance(ddof),
    add({ powers }, column, codes) {
      checkNumbers("std", column);
      addPowers(powers, column, codes);
    },
    finish: ({ type, powers }, name) => {
      const values = variances(powers, ddof);
      for (let group = 0; group < values.length; group++) values[group] = Math.sqrt(values[group]!);
      return statisticColumn(name, type, values, enough(powers.counts, ddof + 1), true);
    },
  };
}

function variances(powers: PowerSums, ddof: number): Float64Array {
  const { counts } = powers;
  const values = newFloats(counts.length);
  for (let group = 0; group < values.length; group++) {
    const count = counts[group]!;
    if (count > ddof) values[group] = isInfinite(powers, group) ? NaN : spread(powers, group) / count / (count - ddof);
  }
  return values;
}

/** `n Σx² - (Σx)²`, from what the sums are and not from how they came about. */
function spread(powers: PowerSums, group: number): number {
  const count = powers.counts[group]!;
  if (powers.units.has(group)) {
    const [first, second] = exactPowers(powers, group) as [bigint, bigint];
    return scaled(BigInt(count) * second - first * first, -2 * UNIT_BITS);
  }
  const [sums, squares] = powers.sums as [ExactSums, ExactSums];
  if (!sums.rest.has(group) && !squares.rest.has(group)) {
    const quick = quickSpread(count, sums.high[group]!, sums.low[group]!, squares.high[group]!, squares.low[group]!);
    if (quick !== null) return quick;
  }
  const parts: number[] = [];
  for (const square of expansionOf(squares, group)) growByProduct(parts, square, count);
  const firsts = expansionOf(sums, group);
  for (const a of firsts) for (const b of firsts) growByProduct(parts, -a, b);
  return rounded(parts);
}

/** Below this part of its first term a difference has lost too many digits for {@link quickSpread}. */
const CANCELLED = 2 ** -30;

/** The same in double-double arithmetic, which has 100 bits; null where so many cancel that they may not be enough. */
function quickSpread(count: number, sumHigh: number, sumLow: number, squareHigh: number, squareLow: number): number | null {
  // Two doubles that do not overlap: there is one such pair for a sum, whatever the order it was added up in.
  const sum = sumHigh + sumLow;
  const sumRest = sumError(sumHigh, sumLow, sum);
  const squares = squareHigh + squareLow;
  const squaresRest = sumError(squareHigh, squareLow, squares);
  const times = squares * count;
  const square = sum * sum;
  const difference = times - square;
  if (!(difference > times * CANCELLED)) return null;
  const lost = sumError(times, -square, difference);
  return difference + (lost + productError(squares, count, times) - productError(sum, sum, square) + squaresRest * count - 2 * sum * sumRest);
}
