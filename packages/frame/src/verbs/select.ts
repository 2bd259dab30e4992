import { columnNamed, Table } from "../table.js";

export function select(table: Table, names: readonly string[]): Table {
  return new Table(names.map((name) => columnNamed(table, name)), table.numRows);
}
