import type { DataType } from "../data-types.js";
import { floatColumn, newFloats } from "../verbs/numbers/floats.js";
import type { Aggregate } from "./aggregate.js";
import { checkNumbers, checkPlainNumbers } from "./check-numbers.js";
import { scaled } from "./expansion.js";
import { Moments } from "./Moments.js";
import { addPowers, addWholePowers } from "./add-powers.js";
import { countsOf, exactPowers, mergePowers, powerSums, type PowerSums } from "./power-sums.js";
import { enough, statisticColumn } from "./results.js";
import { giveBack } from "./spare-room.js";

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
    anyOrder: true,
    init: (groups, type) => ({ type, powers: powerSums(groups, 2) }),
    add({ powers }, column, codes) {
      checkPlainNumbers("var", column);
      addPowers(powers, column, codes);
    },
    addWhole({ powers }, column) {
      checkPlainNumbers("var", column);
      addWholePowers(powers, column);
    },
    merge: ({ powers }, other, places) => mergePowers(powers, other.powers, places),
    finish({ powers }, name) {
      const { values, counts } = variances(powers, ddof);
      return floatColumn(name, values, enough(counts, ddof + 1));
    },
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
    addWhole({ powers }, column) {
      checkNumbers("std", column);
      addWholePowers(powers, column);
    },
    finish({ type, powers }, name) {
      const { values, counts } = variances(powers, ddof);
      for (let group = 0; group < values.length; group++) values[group] = Math.sqrt(values[group]!);
      return statisticColumn(name, type, values, enough(counts, ddof + 1), true);
    },
  };
}

/** What there is to say of sums that nobody needs any more. */
function variances(powers: PowerSums, ddof: number): { readonly values: Float64Array; readonly counts: Float64Array } {
  const counts = countsOf(powers);
  const values = newFloats(counts.length);
  const moments = new Moments(powers);
  for (let group = 0; group < values.length; group++) {
    const count = counts[group]!;
    if (count > ddof) values[group] = powers.infinite.has(group) ? NaN : spread(powers, group, count, moments) / (count * (count - ddof));
  }
  giveBack(powers.cells);
  return { values, counts };
}

/** `n Σx² - (Σx)²`, rounded once. */
function spread(powers: PowerSums, group: number, count: number, moments: Moments): number {
  if (moments.findSecond(group)) return moments.second;
  const { sums: [first, second], bits } = exactPowers(powers, group);
  return scaled(BigInt(count) * second! - first! ** 2n, -2 * bits);
}
