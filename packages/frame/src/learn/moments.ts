import { oneGroup, type Aggregate } from "../aggregates/aggregate.js";
import { count } from "../aggregates/count.js";
import { mean } from "../aggregates/mean.js";
import { variance } from "../aggregates/variance.js";
import type { Column } from "../column.js";
import { FLOAT64 } from "../data-types.js";
import { floatColumn, floatsOf } from "../verbs/floats.js";

/** How many numbers there are, their mean, and their variance (divided by n): exact, so that parts merge to the same bits in any order. */
const AGGREGATES: readonly Aggregate[] = [count, mean, variance(0)];

/** The state of each of them. */
export type Moments = readonly unknown[];

const FIRST = Int32Array.of(0);

export function momentsOf(name: string, column: Column): Moments {
  const numbers = floatColumn(column.name, floatsOf(name, column));
  return AGGREGATES.map((aggregate) => {
    const state = aggregate.init(1, FLOAT64);
    aggregate.add(state, numbers, oneGroup(numbers));
    return state;
  });
}

export function mergeMoments(a: Moments, b: Moments): Moments {
  return AGGREGATES.map((aggregate, i) => {
    const state = aggregate.init(1, FLOAT64);
    for (const part of [a[i], b[i]]) aggregate.merge(state, part, FIRST);
    return state;
  });
}

/** What the states come to; mean and variance are NaN of no numbers. */
export function finishMoments(moments: Moments): { count: number; mean: number; variance: number } {
  const [size, centre, spread] = AGGREGATES.map((aggregate, i) => (aggregate.finish(moments[i], "").get(0) ?? NaN) as number);
  return { count: size!, mean: centre!, variance: spread! };
}
