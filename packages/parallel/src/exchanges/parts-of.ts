import { splitEvenly, type RowRange } from "../parts/partition.js";

/** Parts of about so many rows are worth their message, and enough for any number of workers. */
const PART_ROWS = 16_384;

/** Rows that an exchange holds, cut for the workers; no rows are one part. */
export function partsOf(rows: number): readonly RowRange[] {
  return splitEvenly(rows, Math.max(1, Math.ceil(rows / PART_ROWS)));
}
