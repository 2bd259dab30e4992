import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import { Table } from "../table.js";
import { boolColumn } from "./compare/flags.js";
import { missingFlags } from "./missing.js";

/** Whether each cell is missing. */
export function isna(column: Column): Column {
  return boolColumn(column.name, missingFlags(column));
}

/** Whether each cell has a value. */
export function notna(column: Column): Column {
  return boolColumn(column.name, missingFlags(column).map((flag) => flag ^ 1));
}

/** A verb of one column, for every column of a table. */
export function eachColumn(table: Table, verb: (column: Column) => Column): Table {
  return new Table(table[COLUMNS].map(verb), table.numRows);
}
