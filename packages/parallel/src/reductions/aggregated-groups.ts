import { aggregateColumn, concatColumns, eachGroup, seriesOf, type Cell, type Column } from "@framepool/frame/internal";
import { groupsSideBySide } from "./side-by-side.js";
import { customAggregate, ownAggregate, wantedOf, type AggregatePlan, type SeriesPlan, type SpecsPlan } from "./aggregates.js";
import type { Reduction } from "./reduction.js";

/** One cell for each group, where parts are of whole groups: for functions that need all rows of one. */
export interface AggregatedGroupsStep extends SpecsPlan<AggregatePlan | SeriesPlan> {
  readonly op: "aggregatedGroups";
  /** what messages say was called */
  readonly call: "groupby.agg" | "agg" | "groupby.transform";
  readonly keys: readonly string[];
}

/** The columns of each part, one below the other at the end. */
export const aggregatedGroups: Reduction<AggregatedGroupsStep, readonly (readonly Column[])[], readonly Column[]> = {
  columns: () => null,
  partial(part, step, functions, calls) {
    const { wanted, columns } = wantedOf(part, step.keys, step);
    const grouping = groupsSideBySide(part, step.keys);
    return [wanted.map(({ name, place }, i) => {
      const plan = step.aggregates[place]!;
      if (plan.of === "series") {
        const task = step.tasks[plan.first]!;
        const fn = calls?.ofGroups(task, functions(task), step.keys, grouping.rows.starts, i) ?? functions(task);
        return eachGroup(grouping, columns[i]!, fn as (series: unknown) => Cell, seriesOf).named(name);
      }
      const aggregate = plan.of === "custom" ? customAggregate(plan, step.tasks, functions) : ownAggregate(plan);
      return aggregateColumn(aggregate, columns[i]!, grouping.codes, grouping.count).named(name);
    })];
  },
  join: (partials) => partials.flat(),
  finish: (parts) => parts[0]!.map(({ name }, i) => concatColumns(name, parts.map((columns) => columns[i]!))),
};
