import { ArgumentError } from "@framepool/errors";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import type { Table } from "../table.js";
import { boolColumn } from "./compare/flags.js";
import { eachColumn } from "./isna.js";

/** Whether each cell is one of `values`. Missing cells and NaN are one value, as pandas has it. */
export function isin(column: Column, values: Iterable<Cell>): Column {
  if (typeof values === "string") throw new ArgumentError(`isin takes a list of values; for the one text "${values}" use eq`);
  const times = new Set<number>();
  const others = new Set<Cell>();
  for (const value of values) {
    if (value instanceof Date) times.add(value.getTime());
    else others.add(keyOf(value));
  }
  const flags = new Uint8Array(column.length);
  for (let row = 0; row < flags.length; row++) {
    const cell = column.get(row);
    if (cell instanceof Date ? times.has(cell.getTime()) : others.has(keyOf(cell))) flags[row] = 1;
  }
  return boolColumn(column.name, flags);
}

/** Equal cells have equal keys: bigints count as numbers where those are exact, and bools as 0 and 1. */
function keyOf(cell: Cell): Cell {
  if (typeof cell === "string") return cell;
  if (cell === null || Number.isNaN(cell)) return null;
  if (typeof cell === "boolean") return Number(cell);
  return typeof cell === "bigint" && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell;
}

/** {@link isin} for every column; with values by column name, false in the columns that are not named. */
export function isinTable(table: Table, values: Iterable<Cell> | Readonly<Record<string, Iterable<Cell> | undefined>>): Table {
  if (isIterable(values)) return eachColumn(table, (column) => isin(column, values));
  return eachColumn(table, (column) => isin(column, Object.hasOwn(values, column.name) ? (values[column.name] ?? []) : []));
}

function isIterable(values: Iterable<Cell> | Readonly<Record<string, Iterable<Cell> | undefined>>): values is Iterable<Cell> {
  return typeof values === "string" || Symbol.iterator in values;
}
