import type { DataFrame } from "@framepool/frame";
import { batchBytes } from "@framepool/frame/internal";
import type { RowRange } from "../partition.js";
import { batchesOf } from "../parts.js";
import type { Source } from "./source.js";

/** A frame in parts that are views on its columns. */
export function rangesSource(frame: DataFrame, ranges: readonly RowRange[]): Source {
  const rows = frame.numRows;
  const bytes = Math.ceil(batchesOf(frame).reduce((total, batch) => total + batchBytes(batch), 0));
  return {
    size: () => Promise.resolve({ rows, bytes }),
    describe: () => Promise.resolve({ kind: "frame", inputs: [], reading: null, types: "those of the frame", partitions: `${String(ranges.length)} parts`, selects: true }),
    isReadAgain: () => Promise.resolve(true),
    open: () =>
      Promise.resolve({
        plan: { kind: "frame" },
        reading: null,
        selects: true,
        async *parts() {
          for (const { begin, end } of ranges) {
            yield await Promise.resolve({ input: { kind: "frame" as const, frame: frame.slice(begin, end), firstRow: begin }, bytes: rows === 0 ? 0 : Math.round((bytes * (end - begin)) / rows) });
          }
        },
        close: () => Promise.resolve(),
      }),
  };
}
