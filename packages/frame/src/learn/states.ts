import { oneGroup, type Aggregate } from "../aggregates/aggregate.js";
import { Column } from "../column.js";
import { FLOAT64 } from "../data-types.js";
import { floatColumn, floatsOf } from "../verbs/floats.js";

/** What aggregates keep of a column's numbers, a state each: plain data, and parts merge to the same bits in any order. */
export type States = readonly unknown[];

const FIRST = Int32Array.of(0);

export function statesOf(aggregates: readonly Aggregate[], name: string, column: Column): States {
  const numbers = floatColumn(column.name, floatsOf(name, column));
  return aggregates.map((aggregate) => {
    const state = aggregate.init(1, FLOAT64);
    aggregate.add(state, numbers, oneGroup(numbers));
    return withoutColumns(state);
  });
}

export function mergeStates(aggregates: readonly Aggregate[], a: States, b: States): States {
  return aggregates.map((aggregate, i) => {
    const state = aggregate.init(1, FLOAT64);
    for (const part of [a[i], b[i]]) aggregate.merge(state, withColumns(part), FIRST);
    return withoutColumns(state);
  });
}

/** What the states come to, a number each; NaN where there is nothing to tell. */
export function finishStates(aggregates: readonly Aggregate[], states: States): number[] {
  return aggregates.map((aggregate, i) => (aggregate.finish(withColumns(states[i]), "").get(0) ?? NaN) as number);
}

/** Stands for a column in a state: its numbers, which can be cloned. */
interface Numbers {
  readonly numbers: Float64Array;
}

function withoutColumns(state: unknown): unknown {
  return state instanceof Column ? ({ numbers: floatsOf("fit", state) } satisfies Numbers) : mapped(state, withoutColumns);
}

function withColumns(state: unknown): unknown {
  return typeof state === "object" && state !== null && "numbers" in state ? floatColumn("", (state as Numbers).numbers) : mapped(state, withColumns);
}

/** Lists and records by their items; what else there is goes as it is. */
function mapped(state: unknown, of: (inner: unknown) => unknown): unknown {
  if (Array.isArray(state)) return state.map(of);
  if (typeof state !== "object" || state === null || Object.getPrototypeOf(state) !== Object.prototype) return state;
  return Object.fromEntries(Object.entries(state).map(([key, inner]) => [key, of(inner)]));
}
