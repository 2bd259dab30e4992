import { FrameError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { recordFault } from "../../fault.js";
import { checkFunction } from "../arguments/check-function.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { floatColumn, floatsOf, newFloats } from "../numbers/floats.js";
import { clamped, reachOf, type Windowing } from "./bounds.js";
import { finiteColumn } from "./slide.js";

/** How many rows of each window have a value. Here every row counts for `minPeriods`, as in pandas. */
export function windowCount({ name, length }: Column, windowing: Windowing, missing: Uint8Array): Column {
  const { minPeriods } = windowing;
  const { first, behind } = reachOf(windowing, length);
  const out = newFloats(length);
  let [begin, end, count] = [0, 0, 0];
  for (let row = 0; row < length; row++) {
    const stop = clamped(row + behind, length);
    const start = clamped(row + first, stop);
    for (; end < stop; end++) count += 1 - missing[end]!;
    for (; begin < start; begin++) count -= 1 - missing[begin]!;
    out[row] = stop - start < minPeriods ? NaN : count;
  }
  return floatColumn(name, out);
}

/** What `fn` makes of each window, given as `wrap` makes it: called for those that have enough numbers, in order. */
export function windowApply(column: Column, windowing: Windowing, fn: (window: unknown) => unknown, wrap: (window: Column) => unknown): Column {
  checkFunction(fn, "rolling().apply");
  return eachWindow(column, windowing, (window) => fn(wrap(window)), 0, column.length);
}

/** {@link windowApply} of the rows from `begin` to `end`, whose windows may reach beyond them; `call` is told the row too. */
export function eachWindow(column: Column, windowing: Windowing, call: (window: Column, row: number) => unknown, begin: number, end: number): Column {
  const seen = finiteColumn("apply", column);
  const values = floatsOf("apply", seen);
  const { first, behind } = reachOf(windowing, column.length);
  const out = newFloats(column.length).fill(NaN);
  let row = begin;
  try {
    for (; row < end; row++) {
      const stop = clamped(row + behind, column.length);
      const start = clamped(row + first, stop);
      let count = 0;
      for (let i = start; i < stop; i++) if (values[i] === values[i]) count++;
      if (count < windowing.minPeriods) continue;
      const result = call(seen.slice(start, stop), row);
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
