import type { DataFrame } from "@framepool/frame";
import { batchBytes } from "@framepool/frame/internal";
import type { RowRange } from "../partition.js";
import { batchesOf } from "../parts.js";
import type { Source } from "./source.js";

/** A frame in parts that are views on its columns. */
export function rangesSource(frame: DataFrame, ranges: readonly RowRange[]): Source {
  return partsSource(ranges.map(({ begin, end }) => ({ frame: frame.slice(begin, end), firstRow: begin })));
}

/** Frames as they are, a part each; `own`: the rows of one that are looked at, where others are beside them. */
export function partsSource(parts: readonly { readonly frame: DataFrame; readonly firstRow: number; readonly own?: RowRange }[]): Source {
  const bytes = parts.map(({ frame }) => Math.ceil(batchesOf(frame).reduce((total, batch) => total + batchBytes(batch), 0)));
  const size = { rows: parts.reduce((rows, { frame }) => rows + frame.numRows, 0), bytes: bytes.reduce((total, each) => total + each, 0) };
  return {
    size: () => Promise.resolve(size),
    describe: () => Promise.resolve({ kind: "frame", inputs: [], reading: null, types: "those of the frame", partitions: `${String(parts.length)} parts`, selects: true }),
    isReadAgain: () => Promise.resolve(true),
    open: () =>
      Promise.resolve({
        plan: { kind: "frame" },
        reading: null,
        selects: true,
        async *parts() {
          for (const [k, part] of parts.entries()) yield await Promise.resolve({ input: { kind: "frame" as const, ...part }, bytes: bytes[k]! });
        },
        close: () => Promise.resolve(),
      }),
  };
}
