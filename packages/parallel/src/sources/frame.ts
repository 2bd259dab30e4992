import type { DataFrame } from "@framepool/frame";
import { partitionRows, partitionRule, type PartitionOptions } from "../parts/partition.js";
import { bytesOf } from "../parts/parts.js";
import type { Pushed } from "../plan/push-down.js";
import { rangesSource } from "./ranges.js";
import type { Source } from "./source.js";

/** A frame in memory: parts are views on its columns. */
export function frameSource(whole: DataFrame, options: PartitionOptions, pushed: Pushed): Source {
  // Views, so that what is not wanted is not sent.
  const frame = whole.select(pushed.columns(whole.columns)).slice(0, pushed.limit);
  const { keepsAll } = pushed;
  const { numRows } = frame;
  const bytes = bytesOf(frame);
  const ranges = partitionRows(numRows, bytes, frame.columns.length, options, pushed.callsFunctions);
  return {
    ...rangesSource(keepsAll ? whole.slice(0, pushed.limit) : frame, ranges, !keepsAll),
    ...(keepsAll ? {} : { frame }),
    size: () => Promise.resolve({ rows: numRows, bytes }),
    describe: () => Promise.resolve({ kind: "frame", inputs: [], reading: null, types: "those of the frame", partitions: partitionRule(options, ranges.length), selects: !keepsAll }),
  };
}
