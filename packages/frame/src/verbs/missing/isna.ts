import type { Column } from "../../column.js";
import { boolColumn } from "../cells/flags.js";
import { missingFlags } from "../cells/missing.js";

/** Whether each cell is missing. */
export function isna(column: Column): Column {
  return boolColumn(column.name, missingFlags(column));
}

/** Whether each cell has a value. */
export function notna(column: Column): Column {
  return boolColumn(column.name, missingFlags(column).map((flag) => flag ^ 1));
}
