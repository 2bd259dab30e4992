import { ArgumentError } from "@framepool/errors";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { columnNamed, Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnNames } from "../arguments/column-names.js";
import { missingFlags } from "../cells/missing.js";
import { take, takeTable } from "../take/take.js";

/** Which rows count as missing. */
export interface DropnaOptions<K extends string = string> {
  /** the columns that are looked at (default: all) */
  readonly subset?: K | readonly K[];
  /** drop a row if any of them is missing (default), or only if all are */
  readonly how?: "any" | "all";
  /** keep the rows that have at least so many values, instead of `how` */
  readonly thresh?: number;
}

/** The rows that have values, or the columns that have (`axis: 1`). */
export function dropna(table: Table, options: DropnaOptions & { readonly axis?: 0 | 1 }): Table {
  const { axis = 0, subset, how, thresh } = checkOptions("dropna", options, { axis: [0, 1], subset: "own", how: ["any", "all"], thresh: "whole" });
  if (axis === 1) return dropnaColumns(table, how, thresh);
  const names = subset === undefined ? table.schema.names : columnNames("dropna", "subset", subset);
  const columns = names.map((name) => columnNamed(table, name));
  const needed = neededValues(columns.length, how, thresh);
  const values = valuesInRows(table.numRows, columns);
  return takeTable(table, rowsWhere(table.numRows, (row) => values[row]! >= needed));
}

/** The columns that have values: `how` and `thresh` count rows. */
function dropnaColumns(table: Table, how: DropnaOptions["how"], thresh: number | undefined): Table {
  // Of no rows all are missing, and none: as in pandas, `all` drops the column and `any` does not.
  const needed = how === "all" && thresh === undefined ? 1 : neededValues(table.numRows, how, thresh);
  const kept = table[COLUMNS].filter((column) => missingFlags(column).reduce((values, flag) => values - flag, column.length) >= needed);
  return new Table(kept, table.numRows);
}

/** The values of a column that are there. */
export function dropnaColumn(column: Column): Column {
  const missing = missingFlags(column);
  return missing.includes(1) ? take(column, rowsWhere(column.length, (row) => missing[row] === 0)) : column;
}

/** How many values keep a row (or a column) of so many cells. */
function neededValues(cells: number, how: "any" | "all" | undefined, thresh: number | undefined): number {
  if (thresh === undefined) return how === "all" ? Math.min(1, cells) : cells;
  if (how !== undefined) throw new ArgumentError("dropna takes how or thresh, not both");
  return thresh;
}

function valuesInRows(numRows: number, columns: readonly Column[]): Int32Array {
  const values = new Int32Array(numRows).fill(columns.length);
  for (const column of columns) {
    const missing = missingFlags(column);
    for (let i = 0; i < numRows; i++) values[i]! -= missing[i]!;
  }
  return values;
}

function rowsWhere(numRows: number, keep: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(numRows);
  let kept = 0;
  for (let i = 0; i < numRows; i++) if (keep(i)) rows[kept++] = i;
  return rows.subarray(0, kept);
}
