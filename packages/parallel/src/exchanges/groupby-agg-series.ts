import { ArgumentError } from "@framepool/errors";
import { frameOf, groupby, take, wholeGroup, type GroupbyOptions } from "@framepool/frame/internal";
import type { AggregatePlan, SeriesPlan, SpecsPlan } from "../reductions/aggregates.js";
import type { Exchange } from "./exchange.js";
import { groupValues } from "./group-values.js";

/**
 * `groupby(keys).agg(specs)` with functions of a group's whole Series, or with any functions where a group may be left out
 * or set aside, of which all rows have to be known; without keys all rows are one group.
 */
export interface GroupAggSeriesStep extends SpecsPlan<AggregatePlan | SeriesPlan> {
  readonly op: "groupby.aggSeries";
  /** what messages say was called */
  readonly call: "groupby.agg" | "agg";
  readonly keys: readonly string[];
  readonly options: GroupbyOptions;
}

/** Groups are found here, and whole groups sent to the workers. */
export const groupAggSeries: Exchange<GroupAggSeriesStep> = {
  memory: "the keys and the columns, twice: as they came and by group,",
  async run({ frame }, { call, keys, options, aggregates, tasks, each, columns }, stage) {
    const grouping = keys.length === 0 ? wholeGroup(frame) : groupby(frame, keys, options);
    const { columns: values, left } = await groupValues(frame, grouping, { call, keys, aggregates, tasks, each, columns }, stage);
    if (left.length === grouping.count) return frameOf([...grouping.keys, ...values], grouping.count);
    if (keys.length === 0) throw new ArgumentError(`onError gave "skip" or "collect" for a function of ${call}: all rows are one group there, of which nothing would be left; give "null" or "fail"`);
    return frameOf([...grouping.keys, ...values].map((column) => take(column, left)), left.length);
  },
};
