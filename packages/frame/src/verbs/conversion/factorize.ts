import { columnFromValues } from "../../build/column-from-values.js";
import type { Column } from "../../column.js";
import { INT32 } from "../../data-types.js";
import { checkOptions } from "../arguments/check-options.js";
import { moved } from "../groupby/grouping.js";
import type { Codes } from "../keys/codes.js";
import { codesOf } from "../keys/column-codes.js";
import { risingOrder } from "../sort/order-rows.js";
import { take } from "../take/take.js";

/** How values are numbered. */
export interface FactorizeOptions {
  /** number them in rising order, not in order of appearance */
  readonly sort?: boolean;
}

/** A number for each value (int32, -1 where it is missing), and the values by number. */
export function factorize(column: Column, options: FactorizeOptions = {}): [codes: Column, uniques: Column] {
  const { sort = false } = checkOptions("factorize", options, { sort: "flag" });
  const { codes, first } = sort ? sortedCodes(column, "factorize") : codesOf(column, "factorize");
  return [columnFromValues(column.name, codes, INT32), take(column, first)];
}

/** Codes of a column's values, in rising order. */
export function sortedCodes(column: Column, verb: string): Codes {
  const found = codesOf(column, verb);
  const order = risingOrder(take(column, found.first), verb);
  return { codes: moved(found.codes, order), count: found.count, first: order.map((place) => found.first[place]!) };
}
