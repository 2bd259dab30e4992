import { ArgumentError } from "@framepool/errors";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkPeriods } from "../arguments/check-periods.js";
import { missingFlags } from "../cells/missing.js";
import { arithmetic } from "../elementwise/arithmetic.js";
import { limitOf, type FillOptions } from "../missing/fillna.js";
import { beside } from "../take/choose.js";
import { take } from "../take/take.js";
import type { Grouping } from "./grouping.js";

/** For each row the value `periods` rows before it in its group (after it, if negative); missing, or `fillValue`, where there is none, as in a row of no group. */
export function shiftWithin(grouping: Grouping, column: Column, periods: number, options: { readonly fillValue?: Cell } = {}): Column {
  const { fillValue: fill = null } = checkOptions("shift", options, { fillValue: "cell" });
  checkPeriods("shift", periods);
  return fill === null ? take(column, rowsBefore(grouping, periods)) : take(beside("shift", column, fill), rowsBefore(grouping, periods, column.length));
}

/** The value less the one `periods` rows before it in its group. */
export function diffWithin(grouping: Grouping, column: Column, periods: number): Column {
  checkPeriods("diff", periods);
  return arithmetic("sub", column, take(column, rowsBefore(grouping, periods)), "diff");
}

/** The row `periods` rows before each in its group, or `none`. */
function rowsBefore({ rows: { rows, starts }, codes, count }: Grouping, periods: number, none = -1): Int32Array {
  const before = new Int32Array(codes.length).fill(none);
  for (let group = 0; group < count; group++) {
    for (let i = starts[group]!; i < starts[group + 1]!; i++) {
      const from = i - periods;
      if (from >= starts[group]! && from < starts[group + 1]!) before[rows[i]!] = rows[from]!;
    }
  }
  return before;
}

/** Missing cells with the last value before them in their group, at most `limit` in a row. */
export function ffillWithin(grouping: Grouping, column: Column, options: FillOptions = {}): Column {
  return filled(grouping, column, limitOf("ffill", options) ?? Infinity, false);
}

/** Missing cells with the next value in their group, at most `limit` in a row. */
export function bfillWithin(grouping: Grouping, column: Column, options: FillOptions = {}): Column {
  return filled(grouping, column, limitOf("bfill", options) ?? Infinity, true);
}

function filled({ rows: { rows, starts }, codes, count, made }: Grouping, column: Column, limit: number, backward: boolean): Column {
  const verb = backward ? "bfill" : "ffill";
  if (made === "bins") throw new ArgumentError(`${verb}: it is of the rows of a group, and bins of time are none; bins without a value are filled behind an aggregate, resample(…).first().${verb}()`);
  const missing = missingFlags(column);
  const from = new Int32Array(codes.length).fill(-1);
  for (let group = 0; group < count; group++) {
    let value = -1;
    let run = 0;
    for (let k = starts[group]!; k < starts[group + 1]!; k++) {
      const row = rows[backward ? starts[group]! + starts[group + 1]! - 1 - k : k]!;
      run = missing[row] === 1 ? run + 1 : 0;
      if (run === 0) value = row;
      if (run <= limit) from[row] = value;
    }
  }
  return take(column, from);
}

/** Which way rows are counted. */
export interface CumcountOptions {
  /** from the first row of a group (default), or from its last */
  readonly ascending?: boolean;
}

/** Which way groups are counted. */
export interface NgroupOptions {
  /** from the first group (default), or from the last */
  readonly ascending?: boolean;
}

/** How many rows of its group come before each row (after it, if not `ascending`). */
export function cumcount({ rows: { rows, starts }, codes, count }: Grouping, options: CumcountOptions): Column {
  const { ascending = true } = checkOptions("cumcount", options, { ascending: "flag" });
  const places = new Int32Array(codes.length);
  for (let group = 0; group < count; group++) {
    for (let i = starts[group]!; i < starts[group + 1]!; i++) places[rows[i]!] = ascending ? i - starts[group]! : starts[group + 1]! - 1 - i;
  }
  return outsideMissing(places, codes);
}

/** The number of each row's group, from 0, in the order of the groups (against it, if not `ascending`). */
export function ngroup({ codes, count }: Grouping, options: NgroupOptions): Column {
  const { ascending = true } = checkOptions("ngroup", options, { ascending: "flag" });
  return outsideMissing(ascending ? codes : codes.map((code) => count - 1 - code), codes);
}

function outsideMissing(values: Int32Array, codes: Int32Array): Column {
  const column = columnFromValues("", values, "int32");
  return codes.includes(-1) ? take(column, codes.map((code, row) => (code < 0 ? -1 : row))) : column;
}
