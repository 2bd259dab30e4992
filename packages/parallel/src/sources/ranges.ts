import type { DataFrame } from "@framepool/frame";
import type { RowRange } from "../parts/partition.js";
import { bytesOf } from "../parts/parts.js";
import type { Source } from "./source.js";

/** A frame in parts that are views on its columns; `selects`: these are the wanted ones. */
export function rangesSource(frame: DataFrame, ranges: readonly RowRange[], selects = true): Source {
  return partsSource(ranges.map(({ begin, end }) => ({ frame: frame.slice(begin, end), firstRow: begin })), selects);
}

/** Frames as they are, a part each; `own`: the rows of one that are looked at, where others are beside them. */
export function partsSource(parts: readonly { readonly frame: DataFrame; readonly firstRow: number; readonly own?: RowRange }[], selects = true): Source {
  const bytes = parts.map(({ frame }) => bytesOf(frame));
  const size = { rows: parts.reduce((rows, { frame }) => rows + frame.numRows, 0), bytes: bytes.reduce((total, each) => total + each, 0) };
  return {
    size: () => Promise.resolve(size),
    describe: () => Promise.resolve({ kind: "frame", inputs: [], reading: null, types: "those of the frame", partitions: `${String(parts.length)} parts`, selects }),
    isReadAgain: () => Promise.resolve(true),
    open: () =>
      Promise.resolve({
        plan: { kind: "frame" },
        reading: null,
        selects,
        async *parts() {
          for (const [k, part] of parts.entries()) {
            const input = { kind: "frame" as const, ...part };
            yield await Promise.resolve({ input, bytes: bytes[k]!, again: () => Promise.resolve({ input, close: () => Promise.resolve() }) });
          }
        },
        close: () => Promise.resolve(),
      }),
  };
}
