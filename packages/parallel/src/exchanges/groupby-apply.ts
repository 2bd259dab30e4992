import { COLUMNS, frameOf, groupby, withoutValues, type DataFrame } from "@framepool/frame/internal";
import { rangesSource } from "../sources/ranges.js";
import type { Exchange } from "./exchange.js";
import { groupedParts, type GroupFunctionStep } from "./group-parts.js";

/** `groupby(keys).apply(fn)`. */
export type GroupApplyStep = GroupFunctionStep<"groupby.apply">;

/** Groups are found here, and whole groups sent to the workers. */
export const groupApply: Exchange<GroupApplyStep> = {
  memory: "all rows, twice: as they came and by group",
  async run({ frame }, { keys, options, task }, stage) {
    const { frame: grouped, ranges, places } = groupedParts(groupby(frame, keys, options));
    const made = await stage.reduce<DataFrame | null>(rangesSource(grouped, ranges), { op: "appliedGroups", call: "groupby.apply", keys, task }, places);
    return made ?? nothingOf(frame.select(keys));
  },
};

/** What there is of groups that were all set aside: their keys' columns, and that of values, without a row. */
function nothingOf(keys: DataFrame): DataFrame {
  const { [COLUMNS]: columns, numRows } = withoutValues(keys.slice(0, 0));
  return frameOf(columns, numRows);
}
