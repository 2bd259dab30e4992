import { ArgumentError } from "@framepool/errors";
import { bitAt, bitmapBytes, countSet, setBit, setBits } from "../../bitmap.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { columnNamed, Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnNames } from "../arguments/column-names.js";
import { presentBits } from "../cells/present.js";
import { bothValid } from "../cells/validity.js";
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
  return takeTable(table, rowsWithValues(table.numRows, columns, needed));
}

/** The columns that have values: `how` and `thresh` count rows. */
function dropnaColumns(table: Table, how: DropnaOptions["how"], thresh: number | undefined): Table {
  // Of no rows all are missing, and none: as in pandas, `all` drops the column and `any` does not.
  const needed = how === "all" && thresh === undefined ? 1 : neededValues(table.numRows, how, thresh);
  const kept = table[COLUMNS].filter((column) => valuesIn(column) >= needed);
  return new Table(kept, table.numRows);
}

function valuesIn(column: Column): number {
  const present = presentBits(column);
  return present === null ? column.length : countSet(present, 0, column.length);
}

/** The values of a column that are there. */
export function dropnaColumn(column: Column): Column {
  const present = presentBits(column);
  return present === null ? column : take(column, setBits(present, column.length));
}

/** How many values keep a row (or a column) of so many cells. */
function neededValues(cells: number, how: "any" | "all" | undefined, thresh: number | undefined): number {
  if (thresh === undefined) return how === "all" ? Math.min(1, cells) : cells;
  if (how !== undefined) throw new ArgumentError("dropna takes how or thresh, not both");
  return thresh;
}

/** The rows that have a value in at least `needed` of the columns. */
function rowsWithValues(numRows: number, columns: readonly Column[], needed: number): Int32Array {
  const bits = columns.map(presentBits);
  return setBits(needed === columns.length ? (bits.reduce(bothValid, null) ?? allOf(numRows)) : bitsWhere(valuesInRows(numRows, bits), needed), numRows);
}

function allOf(numRows: number): Uint8Array {
  return new Uint8Array(bitmapBytes(numRows)).fill(0xff);
}

function valuesInRows(numRows: number, columns: readonly (Uint8Array | null)[]): Int32Array {
  const values = new Int32Array(numRows).fill(columns.length);
  for (const bits of columns) if (bits !== null) for (let i = 0; i < numRows; i++) if (!bitAt(bits, i)) values[i]!--;
  return values;
}

function bitsWhere(values: Int32Array, needed: number): Uint8Array {
  const bits = new Uint8Array(bitmapBytes(values.length));
  for (let i = 0; i < values.length; i++) if (values[i]! >= needed) setBit(bits, i);
  return bits;
}
