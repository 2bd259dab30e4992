import { plainNumbersFor } from "../../aggregates/check-numbers.js";
import { addValues, exactSums, sumOf } from "../../aggregates/exact-sums.js";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { FLOAT64 } from "../../data-types.js";
import { Table } from "../../table.js";
import { checkLengths } from "../arguments/check-lengths.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkOwnName } from "../arguments/check-own-name.js";
import { isNumeric, type ReduceOptions } from "../cells/numeric-only.js";
import { rank } from "./rank.js";

/** Which correlation. */
export interface CorrOptions {
  /** of the values (default), or of their ranks */
  readonly method?: "pearson" | "spearman";
  /** rows in which both values are there, below which there is no result (default 1) */
  readonly minPeriods?: number;
}

/** Correlation of two columns over the rows in which both have a value; null where it is not defined. */
export function corr(left: Column, right: Column, options: CorrOptions): number | null {
  const { method = "pearson", minPeriods = 1 } = checkOptions("corr", options, CORRELATING);
  checkLengths("corr", left, right);
  const [x, y] = pairs(plainNumbersFor("corr", left).values, plainNumbersFor("corr", right).values);
  if (x.length < Math.max(1, minPeriods)) return null;
  return method === "pearson" ? pearson(x, y) : pearson(ranks(x), ranks(y));
}

/** Correlations of each column with each, under their names in `column`. */
export function corrTable(table: Table, given: CorrOptions & ReduceOptions): Table {
  const { numericOnly = false, ...options } = checkOptions("corr", given, { ...CORRELATING, numericOnly: "flag" });
  const columns = table[COLUMNS].filter((column) => !numericOnly || isNumeric(column));
  checkOwnName("corr", columns.map(({ name }) => name), "column");
  const made = columns.map((right) => columnFromValues(right.name, columns.map((left) => corr(left, right, options)), FLOAT64));
  return new Table([columnFromValues("column", columns.map(({ name }) => name), "string"), ...made], columns.length);
}

const CORRELATING = { method: ["pearson", "spearman"], minPeriods: "whole" } as const;

function pairs(left: Float64Array, right: Float64Array): [Float64Array, Float64Array] {
  const both = (_: number, row: number): boolean => left[row] === left[row] && right[row] === right[row];
  return [left.filter(both), right.filter(both)];
}

/** From deviations from the exact means, so that a large mean costs no digits. */
function pearson(x: Float64Array, y: Float64Array): number | null {
  const [a, b] = [deviations(x), deviations(y)];
  const [x2, y2] = [total(a, a), total(b, b)];
  const product = x2 * y2;
  const size = product > 0 && product < Infinity ? Math.sqrt(product) : Math.sqrt(x2) * Math.sqrt(y2);
  const result = total(a, b) / size;
  return Number.isNaN(result) || size === 0 ? null : Math.max(-1, Math.min(1, result));
}

function deviations(values: Float64Array): Float64Array {
  const mean = sum(values) / values.length;
  return values.map((value) => value - mean);
}

function total(a: Float64Array, b: Float64Array): number {
  return sum(a.map((value, i) => value * b[i]!));
}

function sum(values: Float64Array): number {
  const sums = exactSums(1);
  addValues(sums, values, new Int32Array(values.length));
  return sumOf(sums, 0);
}

function ranks(values: Float64Array): Float64Array {
  return plainNumbersFor("corr", rank(columnFromValues("", values), new Int32Array(values.length), {})).values;
}
