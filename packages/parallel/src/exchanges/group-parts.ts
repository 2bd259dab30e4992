import { COLUMNS, frameOf, takeTable, type DataFrame, type Grouping } from "@framepool/frame/internal";
import type { RowRange } from "../partition.js";
import { partsOf } from "./parts-of.js";

/** Rows with those of each group side by side, in the order of the groups, and ranges of whole groups. What belongs to no group is left out. */
export function groupedParts({ rows: { rows, starts }, table }: Grouping): { readonly frame: DataFrame; readonly ranges: readonly RowRange[] } {
  const together = takeTable(table, rows);
  const ranges: RowRange[] = [];
  let begin = 0;
  for (const { end } of partsOf(rows.length)) {
    const edge = starts[firstFrom(starts, end)]!;
    if (edge > begin) ranges.push({ begin, end: edge });
    begin = Math.max(begin, edge);
  }
  return { frame: frameOf(together[COLUMNS], together.numRows), ranges: ranges.length === 0 ? [{ begin: 0, end: 0 }] : ranges };
}

/** The first group that begins at `row` or behind it. */
function firstFrom(starts: Int32Array, row: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
