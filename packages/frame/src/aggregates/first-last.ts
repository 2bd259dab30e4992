import { missingFlags } from "../verbs/cells/missing.js";
import { pickedBy } from "./picked.js";

/** The first cell that is there. */
export const first = pickedBy((column, codes, groups) => {
  const missing = missingFlags(column);
  const rows = new Int32Array(groups).fill(-1);
  // From behind: the first one is written last.
  for (let row = codes.length - 1; row >= 0; row--) setRow(rows, codes[row]!, row, missing);
  return rows;
});

/** The last cell that is there. */
export const last = pickedBy((column, codes, groups) => {
  const missing = missingFlags(column);
  const rows = new Int32Array(groups).fill(-1);
  for (let row = 0; row < codes.length; row++) setRow(rows, codes[row]!, row, missing);
  return rows;
});

function setRow(rows: Int32Array, group: number, row: number, missing: Uint8Array): void {
  if (group >= 0 && missing[row] === 0) rows[group] = row;
}
