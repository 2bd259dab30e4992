import { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { LazyStorage } from "../../lazy-storage.js";
import { Table } from "../../table.js";
import { Vector } from "../../vector.js";
import { haveMore } from "./dictionary.js";
import { fitInto } from "./picked-bytes.js";
import { cutPicks, picksOf, type PickedRows, type Picks } from "./picks.js";
import { Shuffle, shuffleOf } from "./Shuffle.js";
import { takeVectors } from "./take-vectors.js";

/** Text of one vector stays well below the 2 GiB that 32-bit offsets reach. */
export const MOST_BYTES = 2 ** 30;

/** The rows of `rows` in that order: any number of times each; -1 makes a missing row. A copy; texts may stay where they lie until they are read. */
export function take(column: Column, rows: PickedRows): Column {
  return takePicked(column, picksOf(column.starts, orderedRows(rows, column.length)));
}

/** {@link take} for every column; rows that follow each other without a gap are views. */
export function takeTable(table: Table, rows: PickedRows): Table {
  const columns = table[COLUMNS];
  if (rows instanceof Int32Array && isRun(rows)) {
    const begin = rows[0] ?? 0;
    return new Table(columns.map((column) => rowsBetween(column, begin, begin + rows.length)), rows.length);
  }
  const ordered = orderedRows(rows, table.numRows);
  // Columns that were read together are cut at the same rows: one set of picks serves them all.
  const picks = new Map<string, Picks>();
  const picksFor = ({ starts }: Column): Picks => {
    const key = starts.join();
    const made = picks.get(key) ?? picksOf(starts, ordered);
    picks.set(key, made);
    return made;
  };
  return new Table(columns.map((column) => takePicked(column, picksFor(column))), rows.length);
}

/** Rows `[begin, end)`, as views where those hold all categories of the column: which ones it has must not depend on how it lies in vectors. */
export function rowsBetween(column: Column, begin: number, end: number): Column {
  const rows = column.slice(begin, end);
  const { type, vectors } = column;
  if (type.kind !== "dictionary" || type.values.kind !== "utf8" || !haveMore(vectors, rows.vectors)) return rows;
  const numbers = new Int32Array(end - begin);
  for (let i = 0; i < numbers.length; i++) numbers[i] = begin + i;
  return takePicked(column, picksOf(column.starts, numbers));
}

/** The quickest way to pick rows of so many. */
function orderedRows(rows: PickedRows, numRows: number): PickedRows {
  return rows instanceof Shuffle ? rows : (shuffleOf(rows, numRows) ?? rows);
}

/** Whether the rows follow each other without a gap. */
function isRun(rows: Int32Array): boolean {
  const begin = rows[0] ?? 0;
  if (begin < 0) return false;
  for (let i = 1; i < rows.length; i++) if (rows[i] !== begin + i) return false;
  return true;
}

function takePicked({ name, type, vectors, facts }: Column, picks: Picks): Column {
  const lazy = takeLazily(vectors, picks);
  if (lazy !== null) return new Column(name, type, [lazy], facts);
  const taken = type.kind === "utf8" || type.kind === "binary" ? takeText(vectors, picks) : [takeVectors(type, vectors, picks)];
  return new Column(name, taken[0]!.type, taken, picks.missing ? { ...facts, nullable: true } : facts);
}

/** Rows of a column that is not made yet, not made either. */
function takeLazily([vector, ...others]: readonly Vector[], picks: Picks): Vector | null {
  const { storage, offset } = vector!;
  if (others.length > 0 || picks.missing || !(storage instanceof LazyStorage) || storage.source.take === null) return null;
  const { row } = picks;
  return new Vector(storage.source.take(offset === 0 ? row : row.map((i) => offset + i)));
}

function takeText(vectors: readonly Vector[], picks: Picks): Vector[] {
  if (picks.length <= 1 || fitInto(MOST_BYTES, vectors, picks)) return [takeVectors(vectors[0]!.type, vectors, picks)];
  const middle = picks.length >> 1;
  return [...takeText(vectors, cutPicks(picks, 0, middle)), ...takeText(vectors, cutPicks(picks, middle, picks.length))];
}
