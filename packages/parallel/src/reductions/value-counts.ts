import { COLUMNS, columnsOf, countedRows, countRows, frameOf, joinKeyCounts, KeyTally, pickedKeys, type Column, type DataFrame, type DistinctCounts, type KeyCounts, type ValueCountsOptions } from "@framepool/frame/internal";
import { isNearlyDistinct, isNearlyDistinctAllOver } from "./nearly-distinct.js";
import type { Reduction } from "./reduction.js";

/** `valueCounts(options)`: of rows of some columns, or of the values of one. */
export interface ValueCountsStep {
  readonly op: "valueCounts";
  /** what messages say was called */
  readonly call: "valueCounts";
  /** null: all */
  readonly columns: readonly string[] | null;
  /** of equal counts the lesser row comes first, not the first to appear: so it is of frames */
  readonly byKey: boolean;
  readonly options: ValueCountsOptions;
}

/** Distinct rows, in order of first appearance, with their counts: for who makes something else of them. */
export interface DistinctStep extends Omit<ValueCountsStep, "op" | "call"> {
  readonly op: "distinct";
  readonly call: "mode" | "unique";
}

/** `observed`: only values that are there; else all categories of a column by itself. `finish` gets each row once, in order of first appearance. */
function counting<Step extends ValueCountsStep | DistinctStep, R>(observed: (step: Step) => boolean, finish: (distinct: DistinctCounts, step: Step) => R): Reduction<Step, KeyCounts, R> {
  const keysIn = (frame: DataFrame, { columns }: Step): readonly Column[] => columnsOf(frame.select(columns ?? frame.columns) as DataFrame);
  const mayBeUncounted = (keys: readonly Column[], step: Step): boolean => observed(step) || keys[0]!.type.kind !== "dictionary";
  const join = (parts: readonly KeyCounts[], { call, options: { dropna = true } }: Step): DistinctCounts => joinKeyCounts(parts, call, dropna);
  return {
    columns: ({ columns }) => columns,
    isHere: (frame, step) => mayBeUncounted(keysIn(frame, step), step) && isNearlyDistinctAllOver(keysIn(frame, step), frame.numRows, step.call),
    partial(part, step) {
      const keys = keysIn(part, step);
      if (mayBeUncounted(keys, step) && isNearlyDistinct(keys, part.numRows, step.call)) return { keys, rows: null, counts: null };
      const { counts, ...found } = countRows(keys, part.numRows, step.call, step.options.dropna ?? true, observed(step));
      return { keys: pickedKeys({ ...found, counts }), rows: null, counts };
    },
    join,
    joining: ({ call, options: { dropna = true } }) => new KeyTally(call, dropna),
    finish: (partial, step) => finish(join([partial], step), step),
  };
}

/** Each row once, and how often it is there. */
export const valueCounts: Reduction<ValueCountsStep, KeyCounts, DataFrame> = counting(({ byKey }) => byKey, ({ keys, ...found }, { options, byKey }) => {
  const named = byKey ? keys : keys.map((column) => (column.name === "" ? column.named("value") : column));
  const { [COLUMNS]: columns, numRows } = countedRows({ keys: named, ...found }, options, byKey);
  return frameOf(columns, numRows);
});

export const distinct: Reduction<DistinctStep, KeyCounts, DistinctCounts> = counting(() => true, (found) => found);
