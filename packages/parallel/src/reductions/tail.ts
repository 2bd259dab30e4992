import { columnsOf, concat, frameOf, type Column, type DataFrame } from "@framepool/frame/internal";
import type { Reduction } from "./reduction.js";

/** `tail(n)`. */
export interface TailStep {
  readonly op: "tail";
  readonly rows: number;
}

interface Last {
  readonly columns: readonly Column[];
  readonly numRows: number;
}

/** Of each part its last rows, of those the last. */
export const tail: Reduction<TailStep, Last, DataFrame> = {
  columns: () => null,
  partial: (part, step) => last(part, step),
  join: (parts, step) => last(whole(parts), step),
  finish: (rows) => whole([rows]),
};

function last(frame: DataFrame, { rows }: TailStep): Last {
  const { numRows } = frame;
  const tail = frame.slice(Math.max(0, numRows - rows));
  return { columns: columnsOf(tail), numRows: tail.numRows };
}

function whole(parts: readonly Last[]): DataFrame {
  return concat(parts.map(({ columns, numRows }) => frameOf(columns, numRows)));
}
