import { ArgumentError } from "@framepool/errors";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import { Table, wrongLength } from "../table.js";
import { checkByColumn } from "./check-kind.js";
import { isList, makeColumn, repeatCell } from "./make-column.js";
import { holdsColumn } from "./operand.js";
import { refusePromise } from "./refuse-promise.js";

/**
 * The table with columns set, in order: one that is there keeps its place, others come last. `give` makes what a
 * function is called with, so that a later one sees the columns set before it.
 */
export function assign(table: Table, columns: Readonly<Record<string, unknown>>, give: (table: Table) => unknown): Table {
  checkByColumn("assign", "columns", columns);
  let made = table;
  for (const name of Object.keys(columns)) {
    const value = columns[name];
    const given = typeof value === "function" ? (value as (df: unknown) => unknown)(give(made)) : value;
    made = withColumn(made, newColumn(name, given, made));
  }
  return made;
}

/** A byte array is one cell here, as any other scalar is: it fills the column. */
function newColumn(name: string, value: unknown, { numRows }: Table): Column {
  refusePromise(value, "assign");
  if (holdsColumn(value) || (isList(value) && !(value instanceof Uint8Array))) return makeColumn(name, value);
  if (typeof value === "object" && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array)) {
    throw new ArgumentError(`assign: column "${name}" is given an object; give a Series, an array, a scalar, or a function of the frame`);
  }
  return repeatCell(name, (value ?? null) as Cell, numRows);
}

function withColumn(table: Table, column: Column): Table {
  const columns = [...table[COLUMNS]];
  const place = table.schema.has(column.name) ? table.schema.place(column.name) : columns.length;
  columns[place] = column;
  // The first column of a frame that has none and no rows decides how many there are.
  const numRows = table[COLUMNS].length === 0 && table.numRows === 0 ? column.length : table.numRows;
  if (column.length !== numRows) throw wrongLength(column.name, column.length, numRows);
  return new Table(columns, numRows);
}
