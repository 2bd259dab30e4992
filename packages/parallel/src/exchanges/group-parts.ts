import { COLUMNS, frameOf, takeTable, type DataFrame, type GroupbyOptions, type Grouping } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import type { RowRange } from "../parts/partition.js";
import { partsOf } from "./parts-of.js";

/** A verb of groups whose function sees whole groups. */
export interface GroupFunctionStep<Op extends string> {
  readonly op: Op;
  readonly keys: readonly string[];
  readonly options: GroupbyOptions;
  readonly task: ShippedTask;
}

/** Rows with those of each group side by side, in the order of the groups. What belongs to no group is left out. */
export interface GroupedParts {
  readonly frame: DataFrame;
  /** of whole groups */
  readonly ranges: readonly RowRange[];
  /** of each row its number before, where all workers see it */
  readonly places: Int32Array;
}

export function groupedParts({ rows: { rows, starts }, table }: Grouping): GroupedParts {
  const together = takeTable(table, rows);
  const ranges: RowRange[] = [];
  let begin = 0;
  for (const { end } of partsOf(rows.length)) {
    const edge = starts[firstFrom(starts, end)]!;
    if (edge > begin) ranges.push({ begin, end: edge });
    begin = Math.max(begin, edge);
  }
  const places = new Int32Array(new SharedArrayBuffer(rows.byteLength));
  places.set(rows);
  return { frame: frameOf(together[COLUMNS], together.numRows), ranges: ranges.length === 0 ? [{ begin: 0, end: 0 }] : ranges, places };
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
