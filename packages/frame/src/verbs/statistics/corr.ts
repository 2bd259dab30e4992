import { plainNumbersFor } from "../../aggregates/check-numbers.js";
import { sumOfRows } from "../../aggregates/sum.js";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { FLOAT64 } from "../../data-types.js";
import { Table } from "../../table.js";
import { checkLengths } from "../arguments/check-lengths.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkOwnName } from "../arguments/check-own-name.js";
import { isNumeric, type ReduceOptions } from "../cells/numeric-only.js";
import { extentOf } from "../numbers/extent.js";
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
  checkOptions("corr", options, CORRELATING);
  checkLengths("corr", left, right);
  return corrOfPairs(left, right, roomForPairs(left.length), options);
}

/** The same, found in that room. */
function corrOfPairs(left: Column, right: Column, room: Room, { method = "pearson", minPeriods = 1 }: CorrOptions): number | null {
  const [x, y] = pairs(plainNumbersFor("corr", left).values, plainNumbersFor("corr", right).values, room);
  return x.length < Math.max(1, minPeriods) ? null : pearson(centred(x, method), centred(y, method));
}

/** Correlations of each column with each, under their names in `column`. */
export function corrTable(table: Table, given: CorrOptions & ReduceOptions): Table {
  const { numericOnly = false, ...options } = checkOptions("corr", given, { ...CORRELATING, numericOnly: "flag" });
  const columns = table[COLUMNS].filter((column) => !numericOnly || isNumeric(column));
  checkOwnName("corr", columns.map(({ name }) => name), "column");
  const { method = "pearson", minPeriods = 1 } = options;
  // What a column without a missing cell is about its mean is the same beside each other one.
  const whole = table.numRows < Math.max(1, minPeriods) ? [] : columns.map((column) => centredWhole(column, method));
  const cells: (number | null)[][] = columns.map(() => []);
  let room: Room | null = null;
  for (const [i, left] of columns.entries()) {
    for (let k = i; k < columns.length; k++) {
      const [a, b] = [whole[i], whole[k]];
      // Either way round it is the same number.
      cells[i]![k] = cells[k]![i] = a && b ? pearson(a, b) : corrOfPairs(left, columns[k]!, (room ??= roomForPairs(table.numRows)), options);
    }
  }
  const made = columns.map(({ name }, i) => columnFromValues(name, cells[i]!, FLOAT64));
  return new Table([columnFromValues("column", columns.map(({ name }) => name), "string"), ...made], columns.length);
}

const CORRELATING = { method: ["pearson", "spearman"], minPeriods: "whole" } as const;

/** Memory for pairs of values, which is used again: to touch new pages takes longer than what is put there. */
type Room = readonly [Float64Array, Float64Array];

function roomForPairs(rows: number): Room {
  return [new Float64Array(rows), new Float64Array(rows)];
}

/** The values of rows that have both. */
function pairs(left: Float64Array, right: Float64Array, [x, y]: Room): Room {
  let count = 0;
  // No branch depends on a cell: a processor could not guess which are missing.
  for (let row = 0; row < left.length; row++) {
    const [a, b] = [left[row]!, right[row]!];
    x[count] = a;
    y[count] = b;
    count += Number(a === a) & Number(b === b);
  }
  return [x.subarray(0, count), y.subarray(0, count)];
}

/**
 * Values about their exact mean, so that a large mean costs no digits: each is `value * scale - mean`. The scale is a power of two, which
 * costs no digit and cancels out: the greatest value is near 1, so that no square is beyond the floats.
 */
interface Centred {
  readonly values: Float64Array;
  readonly scale: number;
  readonly mean: number;
  /** the sum of their squares */
  readonly squares: number;
}

/** Null where a cell is missing. */
function centredWhole(column: Column, method: "pearson" | "spearman"): Centred | null {
  const { values } = plainNumbersFor("corr", column);
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row]!)) return null;
  return centred(values, method);
}

function centred(given: Float64Array, method: "pearson" | "spearman"): Centred {
  const values = method === "pearson" ? given : ranks(given);
  const { low, high } = extentOf(values);
  if (low === high) return { values, scale: 0, mean: 0, squares: 0 }; // the mean of equal values may be rounded
  const scale = scaleOf(Math.max(-low, high));
  const mean = sumOfRows(values.length, (room, begin) => multiply(room, values.subarray(begin, begin + room.length), scale)) / values.length;
  const about = { values, scale, mean };
  return { ...about, squares: products(about, about) };
}

function pearson(a: Centred, b: Centred): number | null {
  const size = Math.sqrt(a.squares * b.squares);
  const result = (a === b ? a.squares : products(a, b)) / size;
  return Number.isNaN(result) || size === 0 ? null : Math.max(-1, Math.min(1, result));
}

function products(a: Omit<Centred, "squares">, b: Omit<Centred, "squares">): number {
  return sumOfRows(a.values.length, (room, begin) => {
    const end = begin + room.length;
    multiplyCentred(room, a.values.subarray(begin, end), a.scale, a.mean, b.values.subarray(begin, end), b.scale, b.mean);
  });
}

function multiply(to: Float64Array, values: Float64Array, scale: number): void {
  for (let i = 0; i < to.length; i++) to[i] = values[i]! * scale;
}

function multiplyCentred(to: Float64Array, x: Float64Array, xScale: number, xMean: number, y: Float64Array, yScale: number, yMean: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (x[i]! * xScale - xMean) * (y[i]! * yScale - yMean);
}

/** A power of two that brings a number near 1, as far as it is itself a float. */
function scaleOf(greatest: number): number {
  return greatest < Infinity ? 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(greatest)))) : 1;
}

function ranks(values: Float64Array): Float64Array {
  return plainNumbersFor("corr", rank(columnFromValues("", values), null, {})).values;
}
