import { ArgumentError } from "@framepool/errors";
import { countColumn } from "../../aggregates/results.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkOwnName } from "../arguments/check-own-name.js";
import { columnList } from "../arguments/column-names.js";
import { everyCombination } from "../groupby/every-combination.js";
import { countCodes, type Counted } from "../keys/codes.js";
import { rowCodes } from "../keys/row-codes.js";
import { TextCounter } from "../keys/TextCounter.js";
import { floatColumn, newFloats } from "../numbers/floats.js";
import { select } from "../selection/select.js";
import { orderByKeys } from "../sort/order-by-keys.js";
import { orderRows } from "../sort/order-rows.js";
import { rowNumbers } from "../sort/row-numbers.js";
import { sortKeys } from "../sort/sort-keys.js";
import { take } from "../take/take.js";

/** What is counted, and how it is ordered. */
export interface ValueCountsOptions {
  /** parts of the whole instead of numbers, as the column `proportion` */
  readonly normalize?: boolean;
  /** by count (default), else in order of first appearance; categories in their order */
  readonly sort?: boolean;
  /** the least count first */
  readonly ascending?: boolean;
  /** leave missing values out (default) */
  readonly dropna?: boolean;
}

/**
 * Each value of a column and how often it is there: the column itself and `count`. Of equal counts the first to appear comes
 * first. Categories are all there, those that no row has too, and have an order of their own.
 */
export function valueCounts(column: Column, options: ValueCountsOptions = {}): Table {
  checkOptions("valueCounts", options, COUNTING);
  return countRows([column.name === "" ? column.named("value") : column], column.length, options);
}

/** Each row of some columns (all, if null), and how often it is there. Of equal counts the lesser row comes first. */
export function valueCountsOfRows(table: Table, options: ValueCountsOptions & { readonly subset?: readonly string[] } = {}): Table {
  const { subset } = checkOptions("valueCounts", options, { ...COUNTING, subset: "own" });
  const names = subset === undefined ? table.schema.names : columnList("valueCounts", "subset", subset);
  if (subset !== undefined && names.length === 0) throw new ArgumentError("valueCounts: subset is an empty list; name a column, or several");
  const keys = select(table, names);
  return countRows(keys[COLUMNS], keys.numRows, options, true);
}

const COUNTING = { normalize: "flag", sort: "flag", ascending: "flag", dropna: "flag" } as const;

function countRows(keys: readonly Column[], numRows: number, options: ValueCountsOptions, byKey = false): Table {
  const { dropna = true } = options;
  if (!byKey && isCategory(keys[0]!)) {
    const { keys: values, ...coded } = everyCombination(new Table(keys, numRows), keys, dropna, false);
    return countedRows(values, countCodes(coded), options, byKey);
  }
  const { counts, first } = countedKeys(keys, numRows, dropna);
  if (byKey) return countedRows(keys.map((column) => take(column, first)), counts, options, true);
  return ordered(counts, options, null, (order) => keys.map((column) => take(column, order === null ? first : order.map((value) => first[value]!))));
}

function countedKeys(keys: readonly Column[], numRows: number, dropna: boolean): Counted {
  const few = dropna && keys.length === 1 && numRows >= MANY ? fewTexts(keys[0]!) : null;
  if (few !== null) return few;
  const coded = rowCodes(keys, numRows, "valueCounts", dropna);
  return { counts: countCodes(coded), first: coded.first };
}

/** From so many rows on it pays to look whether there are few texts. */
const MANY = 2 ** 14;

/** The texts of a column if there are few; null if there are many, or it has none. */
function fewTexts({ type, vectors }: Column): Counted | null {
  if (type.kind !== "utf8" && type.kind !== "binary") return null;
  const counter = new TextCounter();
  return vectors.every((vector) => counter.add(vector)) ? counter.counted() : null;
}

/**
 * Distinct rows, in order of first appearance, and how often each is there: ordered as the options say; of equal counts the
 * lesser first (`byKey`, and of categories), or the first to appear.
 */
export function countedRows(values: readonly Column[], counts: Float64Array, options: ValueCountsOptions, byKey: boolean): Table {
  const order = byKey || isCategory(values[0]!) ? orderRows(values.map((column) => ({ column, ascending: true })), counts.length, "last", "valueCounts") : null;
  return ordered(counts, options, order, (rows) => inOrder(values, rows));
}

/** The same, where `pick` gives the values in an order: so those that are still to be picked are picked once. */
function ordered(counts: Float64Array, { normalize = false, sort = true, ascending = false }: ValueCountsOptions, known: Int32Array | null, pick: (order: Int32Array | null) => readonly Column[]): Table {
  const amounts = countColumn("count", counts);
  const order = sort ? orderByKeys(known ?? rowNumbers(counts.length), sortKeys(amounts, "valueCounts"), ascending, "last") : known;
  const values = pick(order);
  const made = normalize ? shares(counts) : amounts;
  checkOwnName("valueCounts", values.map(({ name }) => name), made.name);
  return new Table([...values, ...inOrder([made], order)], counts.length);
}

function inOrder(columns: readonly Column[], order: Int32Array | null): readonly Column[] {
  return order === null ? columns : columns.map((column) => take(column, order));
}

function isCategory({ type }: Column): boolean {
  return type.kind === "dictionary";
}

function shares(counts: Float64Array): Column {
  let total = 0;
  for (const count of counts) total += count;
  const parts = newFloats(counts.length);
  for (let i = 0; i < parts.length; i++) parts[i] = counts[i]! / total;
  return floatColumn("proportion", parts, null);
}
