import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import { Table } from "../table.js";

/** A verb of one column, for every column of a table. */
export function eachColumn(table: Table, verb: (column: Column) => Column): Table {
  return new Table(table[COLUMNS].map(verb), table.numRows);
}
