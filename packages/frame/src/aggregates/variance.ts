import type { DataType } from "../data-types.js";
import type { Aggregate } from "./aggregate.js";
import { numbersFor, plainNumbersFor } from "./check-numbers.js";
import { expansionOf } from "./exact-sums.js";
import { growByProduct, rounded, scaled, UNIT_BITS } from "./expansion.js";
import { addPowers, exactPowers, isInfinite, mergePowers, powerSums, type PowerSums } from "./power-sums.js";
import { enough, floats, floatColumn, statisticColumn } from "./results.js";

interface State {
  readonly type: DataType;
  readonly powers: PowerSums;
}

/** Variance from exact sums of cells and of squares, divided by their number less `ddof`; missing where that is not above 0. */
export function variance(ddof = 1): Aggregate<State> {
  return {
    init: (groups, type) => ({ type, powers: powerSums(groups, 2) }),
    add: ({ powers }, column, codes) => addPowers(powers, plainNumbersFor("var", column).values, codes),
    merge: ({ powers }, other, places) => mergePowers(powers, other.powers, places),
    finish: ({ powers }, name) => floatColumn(name, variances(powers, ddof), enough(powers.counts, ddof + 1)),
  };
}

/** The square root of {@link variance}; of times a duration. */
export function deviation(ddof = 1): Aggregate<State> {
  return {
    ...variance(ddof),
    add: ({ powers }, column, codes) => addPowers(powers, numbersFor("std", column).values, codes),
    finish: ({ type, powers }, name) => {
      const values = variances(powers, ddof);
      for (let group = 0; group < values.length; group++) values[group] = Math.sqrt(values[group]!);
      return statisticColumn(name, type, values, enough(powers.counts, ddof + 1), true);
    },
  };
}

function variances(powers: PowerSums, ddof: number): Float64Array {
  const { counts } = powers;
  const values = floats(counts.length);
  for (let group = 0; group < values.length; group++) {
    const count = counts[group]!;
    if (count > ddof) values[group] = isInfinite(powers, group) ? NaN : spread(powers, group) / count / (count - ddof);
  }
  return values;
}

/** `n Σx² - (Σx)²`, rounded once. */
function spread(powers: PowerSums, group: number): number {
  const count = powers.counts[group]!;
  if (powers.extreme.has(group)) {
    const [first, second] = exactPowers(powers, group) as [bigint, bigint];
    return scaled(BigInt(count) * second - first * first, -2 * UNIT_BITS);
  }
  const sums = expansionOf(powers.sums[0]!, group);
  const squares = expansionOf(powers.sums[1]!, group);
  const parts: number[] = [];
  for (const square of squares) growByProduct(parts, square, count);
  for (const a of sums) for (const b of sums) growByProduct(parts, -a, b);
  return rounded(parts);
}
