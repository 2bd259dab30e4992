import { frameOf, groupby, Grouping, type DataFrame, type GroupbyOptions } from "@framepool/frame/internal";
import type { AggregatePlan, SeriesPlan, SpecsPlan } from "../reductions/aggregates.js";
import type { Exchange } from "./exchange.js";
import { groupValues } from "./group-values.js";

/** `groupby(keys).agg(specs)` with functions of a group's whole Series; without keys all rows are one group. */
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
    const values = await groupValues(frame, grouping, { call, keys, aggregates, tasks, each, columns }, stage);
    return frameOf([...grouping.keys, ...values], grouping.count);
  },
};

function wholeGroup(frame: DataFrame): Grouping {
  return new Grouping(frame, [], new Int32Array(frame.numRows), 1);
}
