import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { counted, Table } from "../../table.js";
import { checkByColumn, checkText } from "../arguments/check-kind.js";

/** New names by old ones, by a function of them, or all of them in a list. As pandas does, names that are not there are passed over. */
export function rename(table: Table, names: Readonly<Record<string, string | undefined>> | readonly string[] | ((name: string) => string)): Table {
  if (isList(names)) return renamedAll(table, names);
  if (typeof names === "function") return new Table(table[COLUMNS].map((column) => column.named(namedBy(names, column.name))), table.numRows);
  checkByColumn("rename", "names", names);
  if ("columns" in names && !table.schema.has("columns")) throw new ArgumentError("rename takes names by names, { old: \"new\" }, without pandas' columns=");
  for (const [name, to] of Object.entries(names)) if (to !== undefined) checkText("rename", `the new name of "${name}"`, to);
  const columns = table[COLUMNS].map((column) => column.named(Object.hasOwn(names, column.name) ? (names[column.name] ?? column.name) : column.name));
  return new Table(columns, table.numRows);
}

/** `Array.isArray` says nothing of lists that are not to be written to. */
function isList(names: unknown): names is readonly string[] {
  return Array.isArray(names);
}

function renamedAll(table: Table, names: readonly string[]): Table {
  const columns = table[COLUMNS];
  if (names.length !== columns.length) throw new FrameError(`rename: ${counted(names.length, "name")} for ${counted(columns.length, "column")}; a list has a name for each, and { old: "new" } is for some`);
  return new Table(columns.map((column, place) => {
    checkText("rename", `name ${String(place)}`, names[place]);
    return column.named(names[place]);
  }), table.numRows);
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
