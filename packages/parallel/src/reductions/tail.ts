import type { DataFrame } from "@framepool/frame/internal";
import { partRows, rowsOfParts, type PartRows } from "./part-rows.js";
import type { Reduction } from "./reduction.js";

/** `tail(n)`. */
export interface TailStep {
  readonly op: "tail";
  readonly rows: number;
}

/** Of each part its last rows, of those the last. */
export const tail: Reduction<TailStep, PartRows, DataFrame> = {
  columns: () => null,
  partial: (part, step) => last(part, step),
  join: (parts, step) => last(rowsOfParts(parts), step),
  finish: (rows) => rowsOfParts([rows]),
};

function last(frame: DataFrame, { rows }: TailStep): PartRows {
  return partRows(frame.slice(Math.max(0, frame.numRows - rows)));
}
