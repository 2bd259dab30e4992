import { COLUMNS, columnsOf, frameOf, groupby, type DataFrame, type GroupbyOptions } from "@framepool/frame/internal";
import { missingRows } from "../parts/parts.js";
import { aggregatedPart, finishedParts, joinedParts, type AggregatedPart } from "./aggregated-parts.js";
import { columnsNamed, type SpecsPlan } from "./aggregates.js";
import { joinedGroups } from "./joined-groups.js";
import { isNearlyDistinctAllOver } from "./nearly-distinct.js";
import type { Reduction } from "./reduction.js";

/** `groupby(keys).agg(specs)`: a frame of the keys and their aggregates. */
export interface GroupAggStep extends SpecsPlan {
  readonly op: "groupby.agg";
  readonly keys: readonly string[];
  readonly options: GroupbyOptions;
}

/** Groups by key in order of first appearance, a state each; put into groups like rows at the end. */
export const groupAgg: Reduction<GroupAggStep, AggregatedPart, DataFrame> = {
  columns: (step) => columnsNamed(step.keys, step),
  named: ({ keys }) => keys,
  isHere: (frame, { keys, tasks }) => tasks.length === 0 && isNearlyDistinctAllOver(columnsOf(frame.select(keys) as DataFrame), frame.numRows, "groupby"),
  partial(given, step, functions) {
    // Rows of which nothing is known but that they are missing have no keys.
    const part = given.columns.length === 0 ? missingRows(step.keys, given.numRows) : given;
    const { observed = false, dropna = true } = step.options;
    // Which combinations of categories there are, only the whole can say: keys of rows that have no group count there too.
    const grouping = groupby(part, step.keys, { sort: false, observed: true, dropna: observed && dropna });
    return aggregatedPart(part, grouping, step.keys, step, functions);
  },
  join: joinedParts,
  joining: joinedGroups,
  finish(groups, step, functions) {
    const table = finishedParts(groups, step, functions, step.options);
    return frameOf(table[COLUMNS], table.numRows);
  },
};
