import { ArgumentError, isByName } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { replaceText } from "../../str/replace.js";
import { Table } from "../../table.js";
import { checkCell, isCell } from "../arguments/operand.js";
import { isText } from "../cells/join-text.js";
import { replaceValues, type Pair } from "./replace-values.js";

/** What is replaced: a cell, several, a pattern of text, or cells with what comes in their place. */
export type Replaced = Cell | RegExp | ReadonlyMap<Cell, Cell> | { readonly [value: string]: Cell };

/**
 * The column with some values replaced, where a value is the whole cell; with a RegExp, every match inside of text. The
 * type is the column's own where it holds what comes, else one that holds both; where there is none and no cell stays, that
 * of what comes.
 */
export function replace(column: Column, from: Replaced, to: Cell | undefined): Column {
  if (from instanceof RegExp) return replaceMatches(column, from, to);
  const pairs = pairsOf(from, to);
  for (const { key, value } of pairs) for (const cell of [key, value]) checkCell("replace", cell);
  return replaceValues(column, pairs);
}

/** {@link replace} in every column; with objects or Maps by column name, in those. */
export function replaceTable(table: Table, from: unknown, to: Cell | undefined): Table {
  if (to === undefined && isByColumn(from)) {
    const columns = table[COLUMNS].map((column) => (Object.hasOwn(from, column.name) ? replace(column, from[column.name]!, undefined) : column));
    return new Table(columns, table.numRows);
  }
  return new Table(table[COLUMNS].map((column) => replace(column, from as Replaced, to)), table.numRows);
}

/** Objects by column name: `{ Sex: { male: 0, female: 1 } }`. */
function isByColumn(from: unknown): from is Readonly<Record<string, Replaced>> {
  if (!isByName(from)) return false;
  const values = Object.values(from);
  return values.length > 0 && values.every((value) => isByName(value) || value instanceof Map);
}

function replaceMatches(column: Column, pattern: RegExp, to: Cell | undefined): Column {
  if (!isText(column)) return column;
  if (typeof to !== "string") throw new ArgumentError("replace: a RegExp is replaced by text; for other cells use map");
  return replaceText(column, pattern, to);
}

/** What is replaced by what, in order. Keys of an object are text: a number or a bool is meant as it prints. */
function pairsOf(from: Exclude<Replaced, RegExp>, to: Cell | undefined): Pair[] {
  if (from instanceof Map) return [...(from as ReadonlyMap<Cell, Cell>)].map(([key, value]) => ({ key, value, printed: false }));
  if (isByName(from)) return Object.entries(from as Readonly<Record<string, Cell>>).map(([key, value]) => ({ key, value, printed: true }));
  const given: unknown = from;
  if (given !== undefined && !isCell(given)) throw new ArgumentError(`replace takes a value, a list of them, a RegExp, a Map, or an object of what comes in place of what, not ${shown(given)}`);
  if (to === undefined) throw new ArgumentError("replace: say what comes in place: replace(from, to), replace([from, …], [to, …]), replace({ from: to }) or replace(new Map([[from, to]]))");
  const keys: readonly Cell[] = Array.isArray(from) ? from : [from];
  const values: readonly Cell[] = Array.isArray(to) ? to : keys.map(() => to);
  if (keys.length !== values.length) throw new ArgumentError(`replace: ${String(keys.length)} values are to be replaced by ${String(values.length)}; give one for each`);
  return keys.map((key, i) => ({ key, value: values[i]!, printed: false }));
}
