import { aggregateColumn, custom, eachGroup, rowNumbers, seriesOf, take, type Cell, type Column } from "@framepool/frame/internal";
import { customOf, wantedOf, type CustomPlan, type SeriesPlan, type SpecsPlan } from "./aggregates.js";
import type { Reduction } from "./reduction.js";
import { groupsSideBySide } from "./side-by-side.js";

/** One cell for each group, where parts are of whole groups: for users' functions, one group after the other. */
export interface AggregatedGroupsStep extends SpecsPlan<CustomPlan | SeriesPlan> {
  readonly op: "aggregatedGroups";
  /** what messages say was called */
  readonly call: "groupby.agg" | "agg" | "groupby.transform";
  readonly keys: readonly string[];
}

/** A cell in each column for each group that is left. */
export interface GroupCells {
  /** first row of each group in the source */
  readonly firsts: Int32Array;
  readonly columns: readonly Column[];
}

/** The cells of each part: of none that was set aside. */
export const aggregatedGroups: Reduction<AggregatedGroupsStep, readonly GroupCells[], readonly GroupCells[]> = {
  columns: () => null,
  partial(part, step, functions, calls) {
    if (calls === null) return [];
    const { wanted, columns } = wantedOf(part, step.keys, step);
    const grouping = groupsSideBySide(part, step.keys);
    const made = wanted.map(({ name, place }, i) => {
      const plan = step.aggregates[place]!;
      if (plan.of === "custom") return aggregateColumn(custom(calls.ofAggregate(customOf(plan, step.tasks, functions), grouping.rows.starts)), columns[i]!, grouping.codes, grouping.count).named(name);
      const task = step.tasks[plan.first]!;
      return eachGroup(grouping, columns[i]!, calls.ofGroups(task, functions(task), step.keys, grouping.rows.starts, i) as (series: unknown) => Cell, seriesOf).named(name);
    });
    const { firstRow } = calls.part;
    const firsts = grouping.rows.starts.subarray(0, grouping.count).map((row) => firstRow + row);
    if (calls.dropped.size === 0) return [{ firsts, columns: made }];
    const left = rowNumbers(grouping.count).filter((group) => !calls.dropped.has(group));
    return [{ firsts: left.map((group) => firsts[group]!), columns: made.map((column) => take(column, left)) }];
  },
  join: (partials) => partials.flat(),
  finish: (parts) => parts,
};
