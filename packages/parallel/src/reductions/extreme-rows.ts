import { COLUMNS, columnNamed, extremeRows, frameOf, takeTable, type DataFrame, type NlargestOptions } from "@framepool/frame/internal";
import { rowsOfParts, type PartRows } from "./part-rows.js";
import type { Reduction } from "./reduction.js";

/** `nlargest(n, columns, options)` and `nsmallest`. */
export interface ExtremeRowsStep {
  readonly op: "nlargest" | "nsmallest";
  readonly n: number;
  readonly by: readonly string[];
  readonly options: NlargestOptions;
}

/** Rows that may be among those, and of how many. */
interface Candidates extends PartRows {
  readonly all: number;
}

/** In the order in which they came: that of equal rows. A row that is not among the largest of its part is not among those of the whole. */
export const extremes: Reduction<ExtremeRowsStep, Candidates, DataFrame> = {
  columns: () => null,
  keepsColumns: true,
  named: ({ by }) => by,
  partial: (part, step) => candidates(part, part.numRows, step),
  join: (parts, step) => candidates(rowsOfParts(parts), parts.reduce((sum, { all }) => sum + all, 0), step),
  finish(found, step) {
    const frame = rowsOfParts([found]);
    const rows = rowsOf(frame, found.all, step);
    return frameOf(takeTable(frame, rows)[COLUMNS], rows.length);
  },
};

function candidates(frame: DataFrame, all: number, step: ExtremeRowsStep): Candidates {
  const { [COLUMNS]: columns, numRows } = takeTable(frame, rowsOf(frame, Infinity, step).slice().sort());
  return { columns, numRows, all };
}

function rowsOf(frame: DataFrame, all: number, { op, n, by, options }: ExtremeRowsStep): Int32Array {
  return extremeRows(op, by.map((name) => columnNamed(frame, name)), frame.numRows, n, options, all);
}
