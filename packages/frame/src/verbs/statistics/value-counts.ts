import { ArgumentError } from "@framepool/errors";
import { countColumn } from "../../aggregates/results.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkOwnName } from "../arguments/check-own-name.js";
import { columnList } from "../arguments/column-names.js";
import { everyCombination } from "../groupby/every-combination.js";
import { countCodes } from "../keys/codes.js";
import { countKeys, pickedKeys, type DistinctCounts } from "../keys/key-counts.js";
import { floatColumn, newFloats } from "../numbers/floats.js";
import { select } from "../selection/select.js";
import { orderRows } from "../sort/order-rows.js";
import { take } from "../take/take.js";
import { orderByCounts } from "./value-counts/order-by-counts.js";

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
  return counted([column.name === "" ? column.named("value") : column], column.length, options);
}

/** Each row of some columns (all, if null), and how often it is there. Of equal counts the lesser row comes first. */
export function valueCountsOfRows(table: Table, options: ValueCountsOptions & { readonly subset?: readonly string[] } = {}): Table {
  const { subset } = checkOptions("valueCounts", options, { ...COUNTING, subset: "own" });
  const names = subset === undefined ? table.schema.names : columnList("valueCounts", "subset", subset);
  if (subset !== undefined && names.length === 0) throw new ArgumentError("valueCounts: subset is an empty list; name a column, or several");
  const keys = select(table, names);
  return counted(keys[COLUMNS], keys.numRows, options, true);
}

const COUNTING = { normalize: "flag", sort: "flag", ascending: "flag", dropna: "flag" } as const;

function counted(keys: readonly Column[], numRows: number, options: ValueCountsOptions, byKey = false): Table {
  return countedRows(countRows(keys, numRows, "valueCounts", options.dropna ?? true, byKey), options, byKey);
}

/** The distinct rows of some columns, and how often each is there; of a column of categories all of them, unless only those that are `observed` are asked for. */
export function countRows(keys: readonly Column[], numRows: number, verb: string, dropna: boolean, observed: boolean): DistinctCounts {
  if (observed || !isCategory(keys[0]!)) return countKeys(keys, numRows, verb, dropna);
  const { keys: values, ...coded } = everyCombination(new Table(keys, numRows), keys, dropna, false);
  return { keys: values, rows: null, counts: countCodes(coded) };
}

/** Distinct rows and how often each is there, ordered as the options say; of equal counts the lesser first (`byKey`, and of categories), or the first to appear. */
export function countedRows(distinct: DistinctCounts, options: ValueCountsOptions, byKey: boolean): Table {
  const { keys, rows, counts } = distinct;
  // Rows that are still to be picked are picked once.
  if (!byKey && !isCategory(keys[0]!)) return ordered(counts, options, null, (order) => pickedKeys({ ...distinct, rows: rows === null || order === null ? (rows ?? order) : at(rows, order, new Int32Array(order.length)) }));
  const values = pickedKeys(distinct);
  const byValue = orderRows(values.map((column) => ({ column, ascending: true })), counts.length, "last", "valueCounts");
  return ordered(counts, options, byValue, (order) => inOrder(values, order));
}

/** `known`: an order that they have already; null: that of appearance. `pick` gives the values in an order. */
function ordered(counts: Float64Array, { normalize = false, sort = true, ascending = false }: ValueCountsOptions, known: Int32Array | null, pick: (order: Int32Array | null) => readonly Column[]): Table {
  const order = sort ? orderByCounts(counts, known, ascending) : known;
  const values = pick(order);
  const own = order === null ? counts : at(counts, order, new Float64Array(order.length));
  const made = normalize ? shares(own) : countColumn("count", own);
  checkOwnName("valueCounts", values.map(({ name }) => name), made.name);
  return new Table([...values, made], counts.length);
}

/** The numbers at those places, written to `to`: a loop, since `map` calls a function for each. */
function at<T extends Int32Array | Float64Array>(numbers: T, places: Int32Array, to: T): T {
  for (let i = 0; i < places.length; i++) to[i] = numbers[places[i]!]!;
  return to;
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
