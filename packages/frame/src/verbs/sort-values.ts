import { ArgumentError } from "@framepool/errors";
import type { Column } from "../column.js";
import { columnNamed, type Table } from "../table.js";
import { checkOption } from "./check-option.js";
import { orderRows, type NaPosition } from "./sort/order-rows.js";
import { take, takeTable } from "./take.js";

/** How rows are sorted. */
export interface SortOptions<A = boolean | readonly boolean[]> {
  /** rising (default) or falling; a list has one for each column */
  readonly ascending?: A;
  /** where missing values go, rising or falling (default `"last"`) */
  readonly naPosition?: NaPosition;
}

/** Rows in the order of some columns; equal ones stay in the order they had. */
export function sortValues(table: Table, by: string | readonly string[], { ascending = true, naPosition = "last" }: SortOptions): Table {
  checkOption("sortValues", "naPosition", naPosition, ["first", "last"]);
  const names = typeof by === "string" ? [by] : by;
  const up = typeof ascending === "boolean" ? names.map(() => ascending) : ascending;
  if (up.length !== names.length) throw new ArgumentError(`sortValues: ascending has ${String(up.length)} values for ${String(names.length)} columns`);
  const columns = names.map((name, i) => ({ column: columnNamed(table, name), ascending: up[i]! }));
  return takeTable(table, orderRows(columns, table.numRows, naPosition, "sortValues"));
}

/** Values in order; equal ones stay in the order they had. */
export function sortColumn(column: Column, { ascending = true, naPosition = "last" }: SortOptions<boolean>): Column {
  checkOption("sortValues", "naPosition", naPosition, ["first", "last"]);
  return take(column, orderRows([{ column, ascending }], column.length, naPosition, "sortValues"));
}
