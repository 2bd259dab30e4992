import { COLUMNS } from "../../columns-key.js";
import { columnNamed, Table } from "../../table.js";
import { columnNames } from "../arguments/column-names.js";

export function drop(table: Table, names: string | readonly string[]): Table {
  const gone = new Set(columnNames("drop", "columns", names).map((name) => columnNamed(table, name)));
  return new Table(table[COLUMNS].filter((column) => !gone.has(column)), table.numRows);
}
