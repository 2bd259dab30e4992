import type { Column } from "../../column.js";
import { radixOrder } from "./radix-order.js";
import { rowNumbers } from "./row-numbers.js";
import { sortKeys, type SortKeys } from "./sort-keys.js";

/** Where missing values go. */
export type NaPosition = "first" | "last";

/** One column to sort by. */
export interface SortColumn {
  readonly column: Column;
  readonly ascending: boolean;
}

/** Rows in the order of several columns, the first above the others; rows that are equal in all of them stay as they are. */
export function orderRows(by: readonly SortColumn[], numRows: number, naPosition: NaPosition, verb: string): Int32Array {
  let order: Int32Array | null = null;
  // The last column first: a stable sort by each of them in turn.
  for (const { column, ascending } of [...by].reverse()) order = orderByKeys(order, sortKeys(column, verb), ascending, naPosition);
  return order ?? rowNumbers(numRows);
}

/** The rows of one column in rising order, missing ones last. */
export function risingOrder(column: Column, verb: string): Int32Array {
  return orderRows([{ column, ascending: true }], column.length, "last", verb);
}

/** Sorts rows (null: all, as they are) by keys, missing ones aside. */
export function orderByKeys(order: Int32Array | null, { high, low, missing }: SortKeys, ascending: boolean, naPosition: NaPosition): Int32Array {
  const [top, bottom] = ascending ? [high, low] : [high === null ? null : turned(high), turned(low)];
  if (missing === null) return radixOrder(order, top, bottom);
  const { there, gone } = parted(order ?? rowNumbers(missing.length), missing);
  const sorted = radixOrder(there, top, bottom);
  const all = new Int32Array(there.length + gone.length);
  all.set(naPosition === "first" ? gone : sorted);
  all.set(naPosition === "first" ? sorted : gone, naPosition === "first" ? gone.length : sorted.length);
  return all;
}

/** Words whose order is the other way round. */
function turned(words: Uint32Array): Uint32Array {
  const turned = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) turned[i] = ~words[i]!;
  return turned;
}

/** The rows that have a value and those that have none, each in their order. */
function parted(order: Int32Array, missing: Uint8Array): { there: Int32Array; gone: Int32Array } {
  const there = new Int32Array(order.length);
  const gone = new Int32Array(order.length);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (missing[row] === 0) there[count++] = row;
    else gone[i - count] = row;
  }
  return { there: there.subarray(0, count), gone: gone.subarray(0, order.length - count) };
}
