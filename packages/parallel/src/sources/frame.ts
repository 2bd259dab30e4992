import type { DataFrame } from "@framepool/frame";
import { batchBytes } from "@framepool/frame/internal";
import { partitionRows, type PartitionOptions } from "../partition.js";
import { batchesOf } from "../parts.js";
import type { Source } from "./source.js";

/** A frame in memory: parts are views on its columns. */
export function frameSource(frame: DataFrame, options: PartitionOptions): Source {
  const rows = frame.numRows;
  const bytes = batchesOf(frame).reduce((total, batch) => total + batchBytes(batch), 0);
  const ranges = partitionRows(rows, bytes, options);
  return {
    size: () => Promise.resolve({ rows, bytes }),
    open: () =>
      Promise.resolve({
        plan: { kind: "frame" },
        async *parts() {
          for (const { begin, end } of ranges) {
            yield await Promise.resolve({ input: { kind: "frame" as const, frame: frame.slice(begin, end), firstRow: begin }, bytes: rows === 0 ? 0 : Math.round((bytes * (end - begin)) / rows) });
          }
        },
        close: () => Promise.resolve(),
      }),
  };
}
