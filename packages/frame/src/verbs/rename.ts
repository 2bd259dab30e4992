import { COLUMNS } from "../columns-key.js";
import { Table } from "../table.js";

/** As pandas does, names that are not there are passed over. */
export function rename(table: Table, names: Readonly<Record<string, string | undefined>>): Table {
  const columns = table[COLUMNS].map((column) => column.named(Object.hasOwn(names, column.name) ? (names[column.name] ?? column.name) : column.name));
  return new Table(columns, table.numRows);
}
