import { columnNamed, Table } from "../../table.js";
import { columnList } from "../arguments/column-names.js";

export function select(table: Table, names: readonly string[]): Table {
  return new Table(columnList("select", "columns", names).map((name) => columnNamed(table, name)), table.numRows);
}
