import { COLUMNS, frameOf, groupby, takeTable, type GroupbyOptions } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { rangesSource } from "../sources/ranges.js";
import type { Exchange } from "./exchange.js";
import { groupedParts } from "./group-parts.js";

/** `groupby(keys).filter(fn)`. */
export interface GroupFilterStep {
  readonly op: "groupby.filter";
  readonly keys: readonly string[];
  readonly options: GroupbyOptions;
  readonly task: ShippedTask;
}

/** Whole groups are sent to the workers, which say whose rows stay. */
export const groupFilter: Exchange<GroupFilterStep> = {
  memory: "all rows, twice: as they came and by group",
  async run({ frame }, { keys, options, task }, stage) {
    const grouping = groupby(frame, keys, options);
    const { frame: grouped, ranges, places } = groupedParts(grouping);
    const kept = await stage.reduce<readonly Int32Array[]>(rangesSource(grouped, ranges), { op: "filteredGroups", call: "groupby.filter", keys, task }, places);
    const { rows } = grouping.rows;
    const { [COLUMNS]: columns, numRows } = takeTable(frame, Int32Array.from(kept.flatMap((part) => [...part]), (place) => rows[place]!).sort());
    return frameOf(columns, numRows);
  },
};
