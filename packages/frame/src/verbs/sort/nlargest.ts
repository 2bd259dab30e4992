import { ArgumentError } from "@framepool/errors";
import type { Column } from "../../column.js";
import { columnNamed, type Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnNames } from "../arguments/column-names.js";
import { missingFlags } from "../cells/missing.js";
import { rowCodes } from "../keys/row-codes.js";
import { checkCount } from "../take/slice.js";
import { take, takeTable } from "../take/take.js";
import { leadingRows } from "./nlargest/leading-rows.js";
import { orderByKeys } from "./order-by-keys.js";
import { rowNumbers } from "./row-numbers.js";
import { sortKeys } from "./sort-keys.js";

/** Which of the rows that are equal are taken where not all of them can be: those that come first, last, or all of them after all. */
export interface NlargestOptions {
  readonly keep?: "first" | "last" | "all";
}

type Verb = "nlargest" | "nsmallest";

/** The `n` rows with the largest (smallest) values in some columns, in that order; missing ones come last. */
export function nlargest(verb: Verb, table: Table, n: number, by: string | readonly string[], options: NlargestOptions): Table {
  const columns = columnNames(verb, "columns", by).map((name) => columnNamed(table, name));
  if (columns.length === 0) throw new ArgumentError(`${verb}: no columns to order by`);
  return takeTable(table, extremeRows(verb, columns, table.numRows, n, options));
}

export function nlargestValues(verb: Verb, column: Column, n: number, options: NlargestOptions): Column {
  return take(column, extremeRows(verb, [column], column.length, n, options));
}

/** The rows of the result, in its order; `all`: how many rows there are of which these are some. */
export function extremeRows(verb: Verb, columns: readonly Column[], numRows: number, n: number, options: NlargestOptions, all = numRows): Int32Array {
  const { keep: wanted = "first" } = checkOptions(verb, options, { keep: ["first", "last", "all"] });
  checkCount(n, verb);
  // Where all rows are taken there is nothing to keep or not, and equal ones come as they do.
  const keep = n >= all ? "first" : wanted;
  const leading = leadingRows(columns[0]!, n, verb === "nsmallest");
  if (leading === null) return orderedRows(verb, columns, numRows, n, keep);
  const order = orderedRows(verb, columns.map((column) => take(column, leading)), leading.length, n, keep);
  return order.map((place) => leading[place]!);
}

function orderedRows(verb: Verb, columns: readonly Column[], numRows: number, n: number, keep: "first" | "last" | "all"): Int32Array {
  let order = keep === "last" ? lastRowsFirst(columns[0]!) : rowNumbers(numRows);
  for (const column of [...columns].reverse()) order = orderByKeys(order, sortKeys(column, verb), verb === "nsmallest", "last");
  let count = Math.max(0, Math.min(n, numRows));
  if (keep === "all" && count > 0) {
    const { codes } = rowCodes(columns, numRows, verb, false);
    while (count < numRows && codes[order[count]!] === codes[order[count - 1]!]) count++;
  }
  return order.subarray(0, count);
}

/** All rows, the last one first; behind them those without a value, which fill up a result as they come. */
function lastRowsFirst(column: Column): Int32Array {
  const missing = missingFlags(column);
  const order = new Int32Array(column.length);
  let count = 0;
  for (let row = column.length - 1; row >= 0; row--) if (missing[row] === 0) order[count++] = row;
  for (let row = 0; row < missing.length; row++) if (missing[row] === 1) order[count++] = row;
  return order;
}
