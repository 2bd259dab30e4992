import { ArgumentError, FrameError, isByName } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { typeName } from "../../data-types.js";
import { asDate } from "../../dt/any-date.js";
import { remedy } from "../../remedy.js";
import type { Table } from "../../table.js";
import { eachColumn } from "../cells/each-column.js";
import { boolColumn } from "../cells/flags.js";
import { isText } from "../cells/join-text.js";
import { missingFlags } from "../cells/missing.js";
import { hasKeyTexts, textOfKey } from "../keys/key-texts.js";
import { notCompared } from "../keys/column-codes.js";
import { distinctIn } from "./isin/distinct.js";
import { numbersIn } from "./isin/numbers.js";
import { textsIn } from "./isin/texts.js";

/** Whether each cell is one of `values`. Missing cells and NaN are one value, as pandas has it. */
export function isin(column: Column, values: Iterable<Cell>): Column {
  const given: unknown = values;
  checkValues(given);
  if (remedy(column.type) !== "") throw notCompared(column, "isin");
  const keys = new Set<string | null>();
  for (const value of values) {
    const key = textOfKey(column, alike(column, value), false);
    if (key !== undefined) keys.add(key);
  }
  return boolColumn(column.name, flagsIn(column, keys));
}

function checkValues(given: unknown): void {
  if (typeof given === "string") throw new ArgumentError(`isin takes a list of values; for the one text "${given}" use eq`);
  if (typeof given !== "object" || given === null || !(Symbol.iterator in given)) throw new ArgumentError(`isin takes a list of values, [1, 2], not ${shown(given)}`);
}

function flagsIn(column: Column, keys: ReadonlySet<string | null>): Uint8Array {
  const { kind } = column.type;
  if (!hasKeyTexts(column)) return keys.has(null) ? missingFlags(column) : new Uint8Array(column.length);
  if (kind === "int" || kind === "float") return numbersIn(column, keys);
  return isText(column) ? textsIn(column, keys) : distinctIn(column, keys);
}

/** Bools count as 0 and 1 beside numbers, and those as bools beside bools. */
function alike({ type }: Column, value: Cell): Cell {
  if (typeof value === "boolean") return type.kind === "bool" ? value : Number(value);
  return type.kind === "bool" && (value === 0 || value === 1) ? value === 1 : value;
}

/** {@link isin} of a Series. Throws FrameError for a text that is a date, beside times: pandas takes it for one. */
export function isinSeries(column: Column, values: Iterable<Cell>): Column {
  const { kind } = column.type;
  if ((kind !== "timestamp" && kind !== "date") || typeof values === "string") return isin(column, values);
  const list = [...values];
  for (const value of list) {
    const hint = typeof value === "string" ? asDate(value) : "";
    if (hint !== "") throw new FrameError(`isin: column "${column.name}" (${typeName(column.type)}) has no texts, and is given ${shown(value)}${hint}`, { column: column.name });
  }
  return isin(column, list);
}

/** {@link isin} for every column; with values by column name, false in the columns that are not named. */
export function isinTable(table: Table, values: Iterable<Cell> | Readonly<Record<string, Iterable<Cell> | undefined>>): Table {
  if (!isByName(values)) return eachColumn(table, (column) => isin(column, values));
  for (const given of Object.values<unknown>(values)) if (given !== undefined) checkValues(given);
  return eachColumn(table, (column) => isin(column, Object.hasOwn(values, column.name) ? (values[column.name] ?? []) : []));
}
