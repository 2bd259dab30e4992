import { columnFromValues } from "../build/column-from-values.js";
import { castColumn } from "../cast.js";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import { concatColumns } from "../concat-columns.js";
import type { DataType } from "../data-types.js";
import { unifyTypes } from "../unify.js";
import { unspelled } from "../verbs/cells/unspelled.js";
import { countCodes, type Codes } from "../verbs/keys/codes.js";
import { codesOf, notCompared } from "../verbs/keys/column-codes.js";
import { addCounts } from "../verbs/keys/key-counts.js";
import { hasKeyTexts, keyTexts } from "../verbs/keys/key-texts.js";
import { columnNumbers } from "../verbs/numbers/numbers.js";
import { risingOrder } from "../verbs/sort/order-rows.js";
import { rowNumbers } from "../verbs/sort/row-numbers.js";
import { take } from "../verbs/take/take.js";
import { categoriesOfColumn, categoriesOfValues, type Categories } from "./categories.js";
import { columnOfPlain, plainColumn, type PlainColumn } from "./plain-column.js";
import { withLast } from "./with-last.js";

/** Key of a tally's values in the thread that it was made in: what symbols name stays behind when a record is sent. */
const COLUMN = Symbol("column");

/** The distinct values of a column, and how often each is there: plain data, which crosses threads. */
export interface Tally {
  readonly type: DataType;
  /** in order of appearance, none of them missing; those of a category are text. Made when somebody reads it, as who sends a tally does */
  readonly values: PlainColumn;
  readonly counts: Float64Array;
  /** how many cells are missing */
  readonly missing: number;
  readonly [COLUMN]?: Column;
}

function tallied(type: DataType, column: Column, counts: Float64Array, missing: number): Tally {
  let plain: PlainColumn | null = null;
  return { type, get values() { return (plain ??= plainColumn(column)); }, counts, missing, [COLUMN]: column };
}

function valuesOf(tally: Tally): Column {
  return tally[COLUMN] ?? columnOfPlain(tally.values);
}

export function tallyOf(name: string, column: Column, coded: Codes = codesOf(column, name)): Tally {
  if (!hasKeyTexts(column)) throw notCompared(column, name);
  const uniques = unspelled(take(column, coded.first));
  checkCells(uniques);
  const counts = countCodes(coded);
  return tallied(column.type, castColumn(uniques, typeOfValues(column.type)), counts, column.length - counts.reduce((sum, count) => sum + count, 0));
}

export function mergeTallies(a: Tally, b: Tally): Tally {
  const type = unifyTypes(a.type, b.type);
  const [own, other] = type === null ? unlike(a.type, valuesOf(a), valuesOf(b)) : [a, b].map((tally) => castColumn(valuesOf(tally), typeOfValues(type)));
  const joined = concatColumns("", [own!, other!]);
  const { codes, count, first } = codesOf(joined, "fit");
  const counts = new Float64Array(count);
  addCounts(counts, codes.subarray(0, own!.length), a.counts);
  addCounts(counts, codes.subarray(own!.length), b.counts);
  // Most often all are in the first part already.
  const values = count === own!.length && (first[count - 1] ?? -1) === count - 1 ? own! : take(joined, first);
  return tallied(type ?? a.type, values, counts, a.missing + b.missing);
}

export function categoriesOf(tally: Tally): Categories {
  return orderedCategories(tally).categories;
}

/** The same, and which value of the tally each of them is, but for the missing one. */
export function orderedCategories(tally: Tally): { readonly categories: Categories; readonly order: Int32Array } {
  const { type, missing } = tally;
  const held = asCells(valuesOf(tally));
  const order = orderOf(type, held);
  return { categories: categoriesOfColumn(type, take(held, missing > 0 ? withLast(order, -1) : order)), order };
}

/** Values in an order that the user gives. A column that was only missing says nothing of their type: they say it. */
export function givenCategories({ type }: Tally, values: readonly Cell[]): Categories {
  return categoriesOfValues(type.kind === "null" ? columnFromValues("", values).type : type, values);
}

/** The value that is there most often; of several the least. Null of no values. */
export function mostFrequent(tally: Tally): Cell {
  const { type, counts } = tally;
  const most = counts.reduce((best, count) => Math.max(best, count), 0);
  const rows = rowNumbers(counts.length).filter((row) => counts[row] === most);
  const column = valuesOf(tally);
  if (rows.length <= 1) return rows.length === 0 ? null : column.get(rows[0]!);
  const own = asCells(take(column, rows));
  return own.get(orderOf(type, own)[0]!);
}

/** The rows of values in rising order. Categories that have an order have that of appearance. */
function orderOf(type: DataType, values: Column): Int32Array {
  return type.kind === "dictionary" && type.ordered ? rowNumbers(values.length) : risingOrder(values, "fit");
}

/** The type of a column's values, those of a category as they are. */
function typeOfValues(type: DataType): DataType {
  return type.kind === "dictionary" ? type.values : type;
}

/** Values of two types that have nothing in common, as the first one: those that read alike are one. Throws FrameError for another one that is not of that type. */
function unlike(type: DataType, a: Column, b: Column): [Column, Column] {
  const places = new Map(keyTexts("fit", a).map((text, place) => [text, place]));
  const known = keyTexts("fit", b).map((text) => places.get(text));
  columnFromValues("", [...a, ...[...b].filter((_, i) => known[i] === undefined)], type);
  return [a, columnFromValues("", Array.from(b, (cell, i) => (known[i] === undefined ? cell : a.get(known[i]))), a.type)];
}

/** Throws FrameError for a value that cannot be a JavaScript value: it will be one, when somebody asks. */
function checkCells(values: Column): void {
  const { type } = values;
  if (type.kind === "int" && type.bits === 64 && columnNumbers(values).wide !== null) for (let i = 0; i < values.length; i++) values.get(i);
}

/** Times have finer digits than their cells, which are what is learned of them. */
function asCells(values: Column): Column {
  const { kind } = values.type;
  return kind === "timestamp" || kind === "duration" ? columnFromValues("", values, values.type) : values;
}
