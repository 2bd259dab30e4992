import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { columnNamed, type Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnNames } from "../arguments/column-names.js";
import { take, takeTable } from "../take/take.js";
import type { NaPosition } from "./order-by-keys.js";
import { orderOf } from "./order-rows.js";

/** How rows are sorted. */
export interface SortOptions<A = boolean | readonly boolean[]> {
  /** rising (default) or falling; a list has one for each column */
  readonly ascending?: A;
  /** where missing values go, rising or falling (default `"last"`) */
  readonly naPosition?: NaPosition;
}

/** Rows in the order of some columns; equal ones stay in the order they had. */
export function sortValues(table: Table, by: string | readonly string[], options: SortOptions): Table {
  const { ascending = true, naPosition = "last" } = checkOptions("sortValues", options, { ascending: "own", naPosition: ["first", "last"] });
  const names = columnNames("sortValues", "by", by);
  const up = typeof ascending === "boolean" ? names.map(() => ascending) : flagList(ascending);
  if (up.length !== names.length) throw new ArgumentError(`sortValues: ascending has ${String(up.length)} values for ${String(names.length)} columns`);
  const columns = names.map((name, i) => ({ column: columnNamed(table, name), ascending: up[i]! }));
  return takeTable(table, orderOf(columns, table.numRows, naPosition, "sortValues"));
}

/** Throws ArgumentError for what is no list of bools. */
function flagList(ascending: readonly boolean[]): readonly boolean[] {
  if (Array.isArray(ascending) && ascending.every((each) => typeof each === "boolean")) return ascending;
  throw new ArgumentError(`sortValues: ascending is true or false, or a list of them, one a column, not ${shown(ascending)}`);
}

/** Values in order; equal ones stay in the order they had. */
export function sortColumn(column: Column, options: SortOptions<boolean>): Column {
  const { ascending = true, naPosition = "last" } = checkOptions("sortValues", options, { ascending: "flag", naPosition: ["first", "last"] });
  return take(column, orderOf([{ column, ascending }], column.length, naPosition, "sortValues"));
}
