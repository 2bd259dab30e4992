import type { Column } from "../../column.js";
import type { PickedRows } from "../take/picks.js";
import { orderByBuckets } from "./order-by-buckets.js";
import { orderByLevels, type NaPosition } from "./order-by-keys.js";
import { rowNumbers } from "./row-numbers.js";
import { sortKeys } from "./sort-keys.js";

/** Fewer rows are sorted as quickly all together. */
const MANY = 2 ** 19;

/** One column to sort by. */
export interface SortColumn {
  readonly column: Column;
  readonly ascending: boolean;
}

/** Rows in the order of several columns, the first above the others; rows that are equal in all of them stay as they are. */
export function orderRows(by: readonly SortColumn[], numRows: number, naPosition: NaPosition, verb: string): Int32Array {
  const order = orderOf(by, numRows, naPosition, verb);
  return order instanceof Int32Array ? order : order.rows;
}

/** The same, as it is picked quickest. */
export function orderOf(by: readonly SortColumn[], numRows: number, naPosition: NaPosition, verb: string): PickedRows {
  const levels = by.map(({ column, ascending }) => ({ keys: sortKeys(column, verb), ascending }));
  const shuffle = numRows < MANY ? null : orderByBuckets(levels, naPosition);
  if (shuffle !== null) return shuffle.jumps ? shuffle : shuffle.rows;
  return orderByLevels(levels, naPosition) ?? rowNumbers(numRows);
}

/** The rows of one column in rising order, missing ones last. */
export function risingOrder(column: Column, verb: string): Int32Array {
  return orderRows([{ column, ascending: true }], column.length, "last", verb);
}
