import { COLUMNS, columnNamed, concat, extremeRows, frameOf, takeTable, type Column, type DataFrame, type NlargestOptions } from "@framepool/frame/internal";
import type { Reduction } from "./reduction.js";

/** `nlargest(n, columns, options)` and `nsmallest`. */
export interface ExtremeRowsStep {
  readonly op: "nlargest" | "nsmallest";
  readonly n: number;
  readonly by: readonly string[];
  readonly options: NlargestOptions;
}

/** The rows that may be among the result, in the order in which they came: that of equal rows. */
interface Candidates {
  readonly columns: readonly Column[];
  readonly numRows: number;
}

/** A row that is not among the largest of its part is not among those of the whole. */
export const extremes: Reduction<ExtremeRowsStep, Candidates, DataFrame> = {
  columns: () => null,
  partial: (part, step) => candidates(part, step),
  join: (parts, step) => candidates(whole(parts), step),
  finish: (candidates, { op, n, by, options }) => whole([candidates])[op](n, by, options),
};

function candidates(frame: DataFrame, { op, n, by, options }: ExtremeRowsStep): Candidates {
  const rows = extremeRows(op, by.map((name) => columnNamed(frame, name)), frame.numRows, n, options);
  const { [COLUMNS]: columns, numRows } = takeTable(frame, rows.slice().sort());
  return { columns, numRows };
}

function whole(parts: readonly Candidates[]): DataFrame {
  return concat(parts.map(({ columns, numRows }) => frameOf(columns, numRows)));
}
