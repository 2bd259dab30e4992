import type { Column } from "../../column.js";
import { missingFlags } from "../cells/missing.js";
import { distinctRows } from "../sort/distinct-rows.js";
import { take } from "../take/take.js";

/** Each value once, in order of first appearance; a missing one too. */
export function unique(column: Column): Column {
  const rows = distinctRows(column, "unique");
  const missing = missingFlags(column).indexOf(1);
  return take(column, missing < 0 ? rows : withRow(rows, missing));
}

/** Rows in rising order, and one more among them. */
function withRow(rows: Int32Array, row: number): Int32Array {
  const place = rows.findIndex((other) => other > row);
  const before = place < 0 ? rows.length : place;
  const all = new Int32Array(rows.length + 1);
  all.set(rows.subarray(0, before));
  all[before] = row;
  all.set(rows.subarray(before), before + 1);
  return all;
}
