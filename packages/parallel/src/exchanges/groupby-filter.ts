import { COLUMNS, frameOf, groupby, takeTable } from "@framepool/frame/internal";
import { oneBelowTheOther } from "../parts/one-below-the-other.js";
import { rangesSource } from "../sources/ranges.js";
import type { Exchange } from "./exchange.js";
import { groupedParts, type GroupFunctionStep } from "./group-parts.js";

/** `groupby(keys).filter(fn)`. */
export type GroupFilterStep = GroupFunctionStep<"groupby.filter">;

/** Whole groups are sent to the workers, which say whose rows stay. */
export const groupFilter: Exchange<GroupFilterStep> = {
  memory: "all rows, twice: as they came and by group",
  async run({ frame }, { keys, options, task }, stage) {
    const grouping = groupby(frame, keys, options);
    const { frame: grouped, ranges, places } = groupedParts(grouping);
    const kept = await stage.reduce<readonly Int32Array[]>(rangesSource(grouped, ranges), { op: "filteredGroups", call: "groupby.filter", keys, task }, places);
    const { rows } = grouping.rows;
    const { [COLUMNS]: columns, numRows } = takeTable(frame, oneBelowTheOther(kept).map((place) => rows[place]!).sort());
    return frameOf(columns, numRows);
  },
};
