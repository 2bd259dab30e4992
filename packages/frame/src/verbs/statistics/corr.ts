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
  const cells: (number | null)[][] = columns.map(() => []);
  // Either way round it is the same number.
  for (const [i, left] of columns.entries()) for (let k = i; k < columns.length; k++) cells[i]![k] = cells[k]![i] = corr(left, columns[k]!, options);
  const made = columns.map(({ name }, i) => columnFromValues(name, cells[i]!, FLOAT64));
  return new Table([columnFromValues("column", columns.map(({ name }) => name), "string"), ...made], columns.length);
}

const CORRELATING = { method: ["pearson", "spearman"], minPeriods: "whole" } as const;

/** The values of rows that have both. */
function pairs(left: Float64Array, right: Float64Array): [Float64Array, Float64Array] {
  const [x, y] = [new Float64Array(left.length), new Float64Array(left.length)];
  let count = 0;
  for (let row = 0; row < left.length; row++) {
    if (Number.isNaN(left[row]!) || Number.isNaN(right[row]!)) continue;
    x[count] = left[row]!;
    y[count++] = right[row]!;
  }
  return [x.subarray(0, count), y.subarray(0, count)];
}

/** From deviations from the exact means, so that a large mean costs no digits. */
function pearson(x: Float64Array, y: Float64Array): number | null {
  const [a, b] = [deviations(x), deviations(y)];
  const size = Math.sqrt(total(a, a) * total(b, b));
  const result = total(a, b) / size;
  return Number.isNaN(result) || size === 0 ? null : Math.max(-1, Math.min(1, result));
}

/** Times a power of two, which costs no digit and cancels out: the greatest value is near 1, so that no square is beyond the floats. */
function deviations(values: Float64Array): Float64Array {
  const made = new Float64Array(values.length);
  const { low, high } = extentOf(values);
  if (low === high) return made; // the mean of equal values may be rounded
  const scale = scaleOf(Math.max(-low, high));
  for (let row = 0; row < values.length; row++) made[row] = values[row]! * scale;
  const mean = sum(made) / made.length;
  for (let row = 0; row < made.length; row++) made[row]! -= mean;
  return made;
}

function extentOf(values: Float64Array): { readonly low: number; readonly high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** A power of two that brings a number near 1, as far as it is itself a float. */
function scaleOf(greatest: number): number {
  return greatest < Infinity ? 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(greatest)))) : 1;
}

function total(a: Float64Array, b: Float64Array): number {
  const products = new Float64Array(a.length);
  for (let row = 0; row < a.length; row++) products[row] = a[row]! * b[row]!;
  return sum(products);
}

function sum(values: Float64Array): number {
  const sums = exactSums(1);
  addValues(sums, values, new Int32Array(values.length));
  return sumOf(sums, 0);
}

function ranks(values: Float64Array): Float64Array {
  return plainNumbersFor("corr", rank(columnFromValues("", values), new Int32Array(values.length), {})).values;
}
