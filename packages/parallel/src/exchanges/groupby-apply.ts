import { groupby, type GroupbyOptions } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { rangesSource } from "../sources/ranges.js";
import type { Exchange } from "./exchange.js";
import { groupedParts } from "./group-parts.js";

/** `groupby(keys).apply(fn)`. */
export interface GroupApplyStep {
  readonly op: "groupby.apply";
  readonly keys: readonly string[];
  readonly options: GroupbyOptions;
  readonly task: ShippedTask;
}

/** Groups are found here, and whole groups sent to the workers. */
export const groupApply: Exchange<GroupApplyStep> = {
  memory: "all rows, twice: as they came and by group",
  run({ frame }, { keys, options, task }, stage) {
    const { frame: grouped, ranges } = groupedParts(groupby(frame, keys, options));
    return stage.reduce(rangesSource(grouped, ranges), { op: "appliedGroups", call: "groupby.apply", keys, task });
  },
};
