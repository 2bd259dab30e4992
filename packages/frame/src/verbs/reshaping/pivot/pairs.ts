import { columnFromValues } from "../../../build/column-from-values.js";
import type { Cell } from "../../../cell.js";
import type { Column } from "../../../column.js";
import { concatColumns } from "../../../concat-columns.js";
import { STRING } from "../../../data-types.js";
import { Table } from "../../../table.js";
import { missingFlags } from "../../cells/missing.js";
import { aggregated, type AggFunction } from "../../groupby/agg.js";
import { Grouping } from "../../groupby/grouping.js";
import { fillna } from "../../missing/fillna.js";
import { rowNumbers } from "../../sort/row-numbers.js";
import { take } from "../../take/take.js";
import { groupLabels, keyLabels } from "./key-labels.js";

/** The groups whose pairs make the cells of a pivot table. */
export interface Pairs {
  readonly rows: Grouping;
  /** null: one column, of the rows' groups as they are */
  readonly columns: Grouping | null;
  readonly wrap: (column: Column) => unknown;
  /** name of the row and the column of the whole; null for none */
  readonly margins: string | null;
  /** 1 for the rows that margins are of; null for all */
  readonly complete: Uint8Array | null;
}

/** The cells of one value: a list of columns, for each group of `columns` one, then that of the whole. */
export function pairCells(pairs: Pairs, column: Column, aggfunc: AggFunction): Column[] {
  const { rows, columns, margins } = pairs;
  const [down, across] = [rows.count, columns?.count ?? 1];
  const codes = columns === null ? rows.codes : pairCodes(rows.codes, columns.codes, down);
  const inner = cellsOf(pairs, column, aggfunc, codes, down * across);
  if (margins === null) return Array.from({ length: across }, (_, k) => inner.slice(k * down, (k + 1) * down));
  const ofRows = cellsOf(pairs, column, aggfunc, completed(pairs, rows.codes), down);
  // Of the whole there is an aggregate, also of nothing.
  const grand = aggregated(new Grouping(rows.table, [], completed(pairs, new Int32Array(rows.codes.length)), 1), column, aggfunc, pairs.wrap);
  const ofColumns = columns === null ? grand : cellsOf(pairs, column, aggfunc, completed(pairs, columns.codes), across);
  const made = Array.from({ length: across }, (_, k) => concatColumns("", [inner.slice(k * down, (k + 1) * down), ofColumns.slice(k, k + 1)]));
  return columns === null ? made : [...made, concatColumns("", [ofRows, grand])];
}

/** Rows that are in a group of each: column by column. */
function pairCodes(down: Int32Array, across: Int32Array, rows: number): Int32Array {
  return down.map((code, row) => (code < 0 || across[row]! < 0 ? -1 : across[row]! * rows + code));
}

function completed({ complete }: Pairs, codes: Int32Array): Int32Array {
  return complete === null ? codes : codes.map((code, row) => (complete[row] === 1 ? code : -1));
}

/** Aggregates of groups; a group that has no row is missing, whatever the aggregate makes of nothing. */
function cellsOf({ rows, wrap }: Pairs, column: Column, aggfunc: AggFunction, codes: Int32Array, count: number): Column {
  const made = aggregated(new Grouping(rows.table, [], codes, count), column, aggfunc, wrap);
  const there = new Uint8Array(count);
  for (const code of codes) if (code >= 0) there[code] = 1;
  return there.includes(0) ? take(made, Int32Array.from(there, (flag, group) => (flag === 1 ? group : -1))) : made;
}

/** The row keys and the cells of all values. With `dropna`, rows and columns without a value are left out, but not those of the whole. */
export function pairTable(pairs: Pairs, values: readonly { cells: readonly Column[]; named: (key: string) => string }[], dropna: boolean, fill: Cell | undefined): Table {
  const { rows, columns, margins } = pairs;
  const names = columns === null ? [""] : groupLabels(columns);
  if (columns !== null && margins !== null) names.push(margins);
  const cells = values.flatMap(({ cells: made, named }) => made.map((column, k) => ({ column: column.named(named(names[k]!)), inner: k === columns?.count ? null : missingFlags(column).subarray(0, rows.count) })));
  const across = dropna && columns !== null ? cells.filter(({ inner }) => inner === null || rows.count === 0 || inner.includes(0)) : cells;
  const keys = margins === null ? rows.keys : rows.keys.map((column, place) => withMargin(column, place === 0 ? margins : ""));
  const all = [...keys, ...across.map(({ column }) => (fill === undefined ? column : fillna(column, fill)))];
  const numRows = rows.count + (margins === null ? 0 : 1);
  const kept = dropna ? rowsWithValue(across.map(({ inner }) => inner), numRows) : null;
  return kept === null ? new Table(all, numRows) : new Table(all.map((column) => take(column, kept)), kept.length);
}

/** Keys as text, so that the name of the whole fits among them. */
function withMargin(column: Column, name: string): Column {
  return columnFromValues(column.name, [...keyLabels(column), name], STRING);
}

/** Rows in which a cell is there, and that of the whole; null if that is all of them. */
function rowsWithValue(missing: readonly (Uint8Array | null)[], numRows: number): Int32Array | null {
  const rows = rowNumbers(numRows).filter((row) => missing.some((flags) => flags !== null && flags[row] !== 1));
  return rows.length === numRows ? null : rows;
}
