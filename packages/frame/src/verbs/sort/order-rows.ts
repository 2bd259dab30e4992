import type { Column } from "../../column.js";
import { radixOrder } from "./radix-order.js";
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
  let order: Int32Array = Int32Array.from({ length: numRows }, (_, row) => row);
  // The last column first: a stable sort by each of them in turn.
  for (const { column, ascending } of [...by].reverse()) order = orderByKeys(order, sortKeys(column, verb), ascending, naPosition);
  return order;
}

/** The rows of one column in rising order, missing ones last. */
export function risingOrder(column: Column, verb: string): Int32Array {
  return orderRows([{ column, ascending: true }], column.length, "last", verb);
}

/** Sorts rows by keys, missing ones aside. */
export function orderByKeys(order: Int32Array, { high, low, missing }: SortKeys, ascending: boolean, naPosition: NaPosition): Int32Array {
  const up = (word: Uint32Array): Uint32Array => (ascending ? word : word.map((key) => ~key));
  const sorted = (rows: Int32Array): Int32Array => radixOrder(rows, high === null ? null : up(high), up(low));
  if (missing === null) return sorted(order);
  const there = sorted(order.filter((row) => missing[row] === 0));
  const gone = order.filter((row) => missing[row] === 1);
  const all = new Int32Array(order.length);
  all.set(naPosition === "first" ? gone : there);
  all.set(naPosition === "first" ? there : gone, naPosition === "first" ? gone.length : there.length);
  return all;
}
