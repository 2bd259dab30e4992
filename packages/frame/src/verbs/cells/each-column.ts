import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { Table } from "../../table.js";
import { isNumeric, type ReduceOptions } from "./numeric-only.js";

/** The table with what a verb makes of each column. */
export function eachColumn(table: Table, verb: (column: Column) => Column, { numericOnly = false }: ReduceOptions = {}): Table {
  const columns = numericOnly ? table[COLUMNS].filter(isNumeric) : table[COLUMNS];
  return new Table(columns.map(verb), table.numRows);
}
