import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import { Table } from "../table.js";
import { checkByColumn, checkText } from "./check-kind.js";

/** As pandas does, names that are not there are passed over. */
export function rename(table: Table, names: Readonly<Record<string, string | undefined>>): Table {
  checkByColumn("rename", "names", names);
  for (const [name, to] of Object.entries(names)) if (to !== undefined) checkText("rename", `the new name of "${name}"`, to);
  const columns = table[COLUMNS].map((column) => column.named(Object.hasOwn(names, column.name) ? (names[column.name] ?? column.name) : column.name));
  return new Table(columns, table.numRows);
}

/** A column under another name. */
export function renamed(column: Column, name: string): Column {
  checkText("rename", "name", name);
  return column.named(name);
}
