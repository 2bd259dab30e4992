import { oneGroup, type Aggregate } from "../aggregates/aggregate.js";
import type { Column } from "../column.js";
import { FLOAT64 } from "../data-types.js";
import { floatColumn, floatsOf } from "../verbs/numbers/floats.js";

/** What aggregates keep of a column's numbers, a state each: plain data, and parts merge to the same bits in any order. */
export type States = readonly unknown[];

const FIRST = Int32Array.of(0);

export function statesOf(aggregates: readonly Aggregate[], name: string, column: Column): States {
  // NaN counts as missing: a bitmap that says the same would only be looked at by each of them.
  const numbers = floatColumn(column.name, floatsOf(name, column), null);
  const codes = oneGroup(numbers);
  return aggregates.map((aggregate) => {
    const state = aggregate.init(1, FLOAT64);
    aggregate.add(state, numbers, codes);
    return state;
  });
}

export function mergeStates(aggregates: readonly Aggregate[], a: States, b: States): States {
  return aggregates.map((aggregate, i) => {
    const state = aggregate.init(1, FLOAT64);
    for (const part of [a[i], b[i]]) aggregate.merge(state, part, FIRST);
    return state;
  });
}

/** What the states come to, a number each; NaN where there is nothing to tell. */
export function finishStates(aggregates: readonly Aggregate[], states: States): number[] {
  return aggregates.map((aggregate, i) => (aggregate.finish(states[i], "").get(0) ?? NaN) as number);
}
