import { aggregateNamed, COLUMNS, countedRows, frameOf, groupby, joinGroups, partialGroups, type Column, type DataFrame, type PartialGroups, type ValueCountsOptions, INT64 } from "@framepool/frame/internal";
import type { Reduction } from "./reduction.js";

/** `valueCounts(options)`: of rows of some columns, or of the values of one. */
export interface ValueCountsStep {
  readonly op: "valueCounts";
  /** null: all */
  readonly columns: readonly string[] | null;
  /** of equal counts the lesser row comes first, not the first to appear: so it is of frames */
  readonly byKey: boolean;
  readonly options: ValueCountsOptions;
}

/** Distinct rows, in order of first appearance, with their counts: for who makes something else of them. */
export interface DistinctStep extends Omit<ValueCountsStep, "op"> {
  readonly op: "distinct";
}

// Made where it is used: asking for an aggregate while modules load would read code that most programs never need.
const sizes = () => [{ name: "count", type: INT64, aggregate: aggregateNamed("size") }];

/** `observed`: only values that are there; else all categories of a column by itself. */
function counting<Step extends ValueCountsStep | DistinctStep, R>(observed: (step: Step) => boolean, finish: (values: readonly Column[], counts: Float64Array, step: Step) => R): Reduction<Step, PartialGroups, R> {
  return {
    columns: ({ columns }) => columns,
    partial(part, step) {
      const { columns, options: { dropna = true } } = step;
      const grouping = groupby(part, columns ?? part.columns, { sort: false, observed: observed(step), dropna });
      return partialGroups(grouping, [{ name: "count", column: grouping.keys[0]!, aggregate: aggregateNamed("size") }]);
    },
    join: (partials) => joinGroups(partials, sizes()),
    // The state of sizes is how many rows each group has.
    finish: ({ keys, states }, step) => finish(keys, states[0] as Float64Array, step),
  };
}

/** Each row once, and how often it is there. */
export const valueCounts: Reduction<ValueCountsStep, PartialGroups, DataFrame> = counting(({ byKey }) => byKey, (values, counts, { options, byKey }) => {
  const named = byKey ? values : values.map((column) => (column.name === "" ? column.named("value") : column));
  const { [COLUMNS]: columns, numRows } = countedRows(named, counts, options, byKey);
  return frameOf(columns, numRows);
});

export interface Distinct {
  readonly values: readonly Column[];
  readonly counts: Float64Array;
}

export const distinct: Reduction<DistinctStep, PartialGroups, Distinct> = counting(() => true, (values, counts) => ({ values, counts }));
