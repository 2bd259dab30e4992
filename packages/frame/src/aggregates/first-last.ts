import type { Column } from "../column.js";
import { missingFlags } from "../verbs/cells/missing.js";
import { pickedBy } from "./picked.js";

/** The first cell that is there. */
export const first = pickedBy((column, codes, groups) => {
  const rows = new Int32Array(groups).fill(-1);
  eachPresent(column, codes, (row, group) => {
    if (rows[group]! < 0) rows[group] = row;
  });
  return rows;
});

/** The last cell that is there. */
export const last = pickedBy((column, codes, groups) => {
  const rows = new Int32Array(groups).fill(-1);
  eachPresent(column, codes, (row, group) => {
    rows[group] = row;
  });
  return rows;
});

function eachPresent(column: Column, codes: Int32Array, see: (row: number, group: number) => void): void {
  const missing = missingFlags(column);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0 && missing[row] === 0) see(row, codes[row]!);
}
