import { FrameError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { recordFault } from "../../fault.js";
import { checkFunction } from "../arguments/check-function.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { floatColumn, floatsOf, newFloats } from "../numbers/floats.js";
import type { Windowing } from "./bounds.js";
import { finiteColumn } from "./slide.js";

/** How many rows of each window have a value. Here every row counts for `minPeriods`, as in pandas. */
export function windowCount(column: Column, { bounds, minPeriods }: Windowing, missing: Uint8Array): Column {
  const { starts, ends } = bounds(column.length);
  const values = new Int32Array(column.length + 1);
  for (let row = 0; row < column.length; row++) values[row + 1] = values[row]! + 1 - missing[row]!;
  const out = newFloats(column.length);
  for (let row = 0; row < out.length; row++) {
    const size = Math.max(0, ends[row]! - starts[row]!);
    out[row] = size < minPeriods ? NaN : size === 0 ? 0 : values[ends[row]!]! - values[starts[row]!]!;
  }
  return floatColumn(column.name, out);
}

/** What `fn` makes of each window, given as `wrap` makes it: called for those that have enough numbers, in order. */
export function windowApply(column: Column, windowing: Windowing, fn: (window: unknown) => unknown, wrap: (window: Column) => unknown): Column {
  checkFunction(fn, "rolling().apply");
  return eachWindow(column, windowing, (window) => fn(wrap(window)), 0, column.length);
}

/** {@link windowApply} of the rows from `begin` to `end`, whose windows may reach beyond them; `call` is told the row too. */
export function eachWindow(column: Column, { bounds, minPeriods }: Windowing, call: (window: Column, row: number) => unknown, begin: number, end: number): Column {
  const seen = finiteColumn("apply", column);
  const values = floatsOf("apply", seen);
  const { starts, ends } = bounds(column.length);
  const out = newFloats(column.length).fill(NaN);
  let row = begin;
  try {
    for (; row < end; row++) {
      let count = 0;
      for (let i = starts[row]!; i < ends[row]!; i++) if (values[i] === values[i]) count++;
      if (count < minPeriods) continue;
      const result = call(seen.slice(starts[row]!, ends[row]!), row);
      refusePromise(result, "rolling().apply");
      if (typeof result !== "number" && result !== null && result !== undefined) throw new FrameError(`rolling().apply: the function must return a number, not ${shown(result)}`, { column: column.name, row });
      out[row] = result ?? NaN;
    }
  } catch (error) {
    recordFault(error, column, row);
    throw error;
  }
  return floatColumn(column.name, out);
}
