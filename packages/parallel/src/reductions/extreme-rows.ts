import { COLUMNS, columnNamed, extremeRows, takeTable, type DataFrame, type NlargestOptions } from "@framepool/frame/internal";
import { rowsOfParts, type PartRows } from "./part-rows.js";
import type { Reduction } from "./reduction.js";

/** `nlargest(n, columns, options)` and `nsmallest`. */
export interface ExtremeRowsStep {
  readonly op: "nlargest" | "nsmallest";
  readonly n: number;
  readonly by: readonly string[];
  readonly options: NlargestOptions;
}

/** In the order in which they came: that of equal rows. A row that is not among the largest of its part is not among those of the whole. */
export const extremes: Reduction<ExtremeRowsStep, PartRows, DataFrame> = {
  columns: () => null,
  keepsColumns: true,
  named: ({ by }) => by,
  partial: (part, step) => candidates(part, step),
  join: (parts, step) => candidates(rowsOfParts(parts), step),
  finish: (candidates, { op, n, by, options }) => rowsOfParts([candidates])[op](n, by, options),
};

function candidates(frame: DataFrame, { op, n, by, options }: ExtremeRowsStep): PartRows {
  const rows = extremeRows(op, by.map((name) => columnNamed(frame, name)), frame.numRows, n, options);
  const { [COLUMNS]: columns, numRows } = takeTable(frame, rows.slice().sort());
  return { columns, numRows };
}
