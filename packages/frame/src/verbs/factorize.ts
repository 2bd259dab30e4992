import { columnFromValues } from "../build/column-from-values.js";
import type { Column } from "../column.js";
import { INT32 } from "../data-types.js";
import { distinct } from "./distinct.js";
import { risingOrder } from "./distinct/sorted.js";
import { take } from "./take.js";

/** How values are numbered. */
export interface FactorizeOptions {
  /** number them in rising order, not in order of appearance */
  readonly sort?: boolean;
}

/** A number for each value (int32, -1 where it is missing), and the values by number. */
export function factorize(column: Column, { sort = false }: FactorizeOptions = {}): [codes: Column, uniques: Column] {
  const { codes, rows } = sort ? sortedDistinct(column, "factorize") : distinct(column, "factorize");
  return [columnFromValues(column.name, codes, INT32), take(column, rows)];
}

/** The distinct values of a column, in rising order. */
export function sortedDistinct(column: Column, verb: string): ReturnType<typeof distinct> {
  const found = distinct(column, verb);
  const order = risingOrder(take(column, found.rows));
  const rank = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) rank[order[i]!] = i;
  return { codes: found.codes.map((code) => (code < 0 ? -1 : rank[code]!)), rows: order.map((place) => found.rows[place]!) };
}
