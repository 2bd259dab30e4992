import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { Table } from "../../table.js";
import { checkByColumn, checkText } from "../arguments/check-kind.js";

/** New names by old ones, or by a function of them. As pandas does, names that are not there are passed over. */
export function rename(table: Table, names: Readonly<Record<string, string | undefined>> | ((name: string) => string)): Table {
  if (typeof names === "function") return new Table(table[COLUMNS].map((column) => column.named(namedBy(names, column.name))), table.numRows);
  checkByColumn("rename", "names", names);
  for (const [name, to] of Object.entries(names)) if (to !== undefined) checkText("rename", `the new name of "${name}"`, to);
  const columns = table[COLUMNS].map((column) => column.named(Object.hasOwn(names, column.name) ? (names[column.name] ?? column.name) : column.name));
  return new Table(columns, table.numRows);
}

function namedBy(fn: (name: string) => string, name: string): string {
  const to: unknown = fn(name);
  if (typeof to === "string") return to;
  throw new ArgumentError(`rename: a function gave ${shown(to)} for "${name}", and names are text`);
}

/** A column under another name. */
export function renamed(column: Column, name: string): Column {
  checkText("rename", "name", name);
  return column.named(name);
}
