import { finishGroups, frameOf, groupby, joinGroups, partialGroups, COLUMNS, type DataFrame, type GroupbyOptions, type PartialGroups } from "@framepool/frame/internal";
import { aggregatesOf, columnsNamed, mergedAggregations, partialAggregations, unifiedWanted, wantedOf, type SpecsPlan, type Wanted } from "./aggregates.js";
import { sendable } from "./check-states.js";
import type { Reduction } from "./reduction.js";

/** `groupby(keys).agg(specs)`: a frame of the keys and their aggregates. */
export interface GroupAggStep extends SpecsPlan {
  readonly op: "groupby.agg";
  readonly keys: readonly string[];
  readonly options: GroupbyOptions;
}

/** The groups of some rows, and what is aggregated of them. */
export interface GroupsPartial {
  readonly groups: PartialGroups;
  readonly wanted: readonly Wanted[];
}

/** Groups by key in order of first appearance, a state each; put into groups like rows at the end. */
export const groupAgg: Reduction<GroupAggStep, GroupsPartial, DataFrame> = {
  columns: (step) => columnsNamed(step.keys, step),
  partial(part, step, functions) {
    const asked = wantedOf(part, step.keys, step);
    const { observed = false, dropna = true } = step.options;
    // Which combinations of categories there are, only the whole can say: keys of rows that have no group count there too.
    const grouping = groupby(part, step.keys, { sort: false, observed: true, dropna: observed && dropna });
    return sendable({ groups: partialGroups(grouping, partialAggregations(asked, aggregatesOf(step, functions))), wanted: asked.wanted }, step);
  },
  join(partials, step, functions) {
    const wanted = unifiedWanted(partials.map((partial) => partial.wanted));
    return { groups: joinGroups(partials.map(({ groups }) => groups), mergedAggregations(wanted, aggregatesOf(step, functions))), wanted };
  },
  finish({ groups, wanted }, step, functions) {
    const table = finishGroups(groups, mergedAggregations(wanted, aggregatesOf(step, functions)), step.options);
    return frameOf(table[COLUMNS], table.numRows);
  },
};
