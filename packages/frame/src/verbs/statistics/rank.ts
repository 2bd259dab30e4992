import { oneGroup } from "../../aggregates/aggregate.js";
import { bitmapBytes, setBit } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import type { Column } from "../../column.js";
import type { Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { eachColumn } from "../cells/each-column.js";
import type { ReduceOptions } from "../cells/numeric-only.js";
import { floatColumn, newFloats } from "../numbers/floats.js";
import { orderByKeys } from "../sort/order-by-keys.js";
import { radixOrder } from "../sort/radix-order.js";
import { rowNumbers } from "../sort/row-numbers.js";
import { sortKeys } from "../sort/sort-keys.js";

/** How ranks are given. */
export interface RankOptions {
  /** what equal values get: the mean of their places (default), the least, the greatest, their places in order, or one rank without gaps */
  readonly method?: "average" | "min" | "max" | "first" | "dense";
  /** rank 1 is the least (default) or the greatest */
  readonly ascending?: boolean;
  /** missing values stay missing (default), or come before or after all others */
  readonly naOption?: "keep" | "top" | "bottom";
  /** ranks as parts of the number of ranked values */
  readonly pct?: boolean;
}

/** Ranks from 1, float64, within groups (`codes`; -1 has none). */
export function rank(column: Column, codes: Int32Array, options: RankOptions): Column {
  const { method = "average", ascending = true, naOption = "keep", pct = false } = checkOptions("rank", options, RANKING);
  const keys = sortKeys(column, "rank");
  const { high, low, missing } = keys;
  const { length } = column;
  const byValue = orderByKeys(rowNumbers(length), keys, ascending, naOption === "top" ? "first" : "last");
  const order = radixOrder(byValue, null, groupKeys(codes));
  const ranked = (row: number): boolean => codes[row]! >= 0 && (naOption !== "keep" || missing?.[row] !== 1);
  const gone = (row: number): number => missing?.[row] ?? 0;
  const same = (a: number, b: number): boolean => codes[a] === codes[b] && gone(a) === gone(b) && (gone(a) === 1 || (low[a] === low[b] && (high === null || high[a] === high[b])));
  const ranks = newFloats(length);
  const bits = sharedArray(Uint8Array, bitmapBytes(length));
  let all = true;
  for (let begin = 0; begin < length; ) {
    let end = begin;
    while (end < length && codes[order[end]!] === codes[order[begin]!]) end++;
    rankGroup(order.subarray(begin, end), ranked, same, method, pct, ranks);
    begin = end;
  }
  for (let row = 0; row < length; row++) {
    if (ranked(row)) setBit(bits, row);
    else all = false;
  }
  return floatColumn(column.name, ranks, all ? null : bits);
}

/** The codes as numbers that are not negative. */
function groupKeys(codes: Int32Array): Uint32Array {
  const keys = new Uint32Array(codes.length);
  for (let row = 0; row < keys.length; row++) keys[row] = codes[row]! + 1;
  return keys;
}

/** {@link rank} of every column, or of those that are numbers. */
export function rankTable(table: Table, options: RankOptions & ReduceOptions): Table {
  const { numericOnly = false, ...ranking } = checkOptions("rank", options, { ...RANKING, numericOnly: "flag" });
  return eachColumn(table, (column) => rank(column, oneGroup(column), ranking), { numericOnly });
}

const RANKING = { method: ["average", "min", "max", "first", "dense"], ascending: "flag", naOption: ["keep", "top", "bottom"], pct: "flag" } as const;

type Method = NonNullable<RankOptions["method"]>;

/** Ranks the rows of one group, which are in order; those that are not ranked stand at its end, or the whole group has none. */
function rankGroup(rows: Int32Array, ranked: (row: number) => boolean, same: (a: number, b: number) => boolean, method: Method, pct: boolean, ranks: Float64Array): void {
  let count = rows.length;
  while (count > 0 && !ranked(rows[count - 1]!)) count--;
  let runs = 0;
  for (let begin = 0; begin < count; ) {
    let end = begin + 1;
    while (end < count && same(rows[begin]!, rows[end]!)) end++;
    runs++;
    for (let i = begin; i < end; i++) ranks[rows[i]!] = rankOf(method, begin, end, i, runs);
    begin = end;
  }
  const total = method === "dense" ? runs : count;
  if (pct) for (let i = 0; i < count; i++) ranks[rows[i]!]! /= total;
}

function rankOf(method: Method, begin: number, end: number, i: number, runs: number): number {
  switch (method) {
    case "average": return (begin + 1 + end) / 2;
    case "min": return begin + 1;
    case "max": return end;
    case "first": return i + 1;
    case "dense": return runs;
  }
}
