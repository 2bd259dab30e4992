import { COLUMNS } from "../columns-key.js";
import { columnNamed, Table } from "../table.js";

export function drop(table: Table, names: string | readonly string[]): Table {
  const gone = new Set((typeof names === "string" ? [names] : names).map((name) => columnNamed(table, name)));
  return new Table(table[COLUMNS].filter((column) => !gone.has(column)), table.numRows);
}
