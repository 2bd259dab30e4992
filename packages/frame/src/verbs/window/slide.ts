import type { Column } from "../../column.js";
import { floatColumn, floatsOf, newFloats } from "../numbers/floats.js";
import { take } from "../take/take.js";
import { clamped, reachOf, type Windowing } from "./bounds.js";

/** A value of the numbers in a window, kept up to date as they come and go. */
export interface Sliding {
  add(value: number): void;
  remove(value: number): void;
  clear(): void;
  /** whether what is kept was lost to an overflow, and must be entered anew */
  readonly overflowed: boolean;
  /** of `count` numbers; NaN where there is no such value */
  value(count: number): number;
}

/** The value of each row's window, float64; missing where it has fewer numbers than `minPeriods`. Infinite numbers count as missing, as in pandas. */
export function slide(verb: string, column: Column, windowing: Windowing, sliding: Sliding): Column {
  return floatColumn(column.name, slideOver(finiteValues(verb, column), windowing, sliding));
}

/** The value of the window of each of some finite numbers; NaN stands for a missing one. */
export function slideOver(values: Float64Array, windowing: Windowing, sliding: Sliding): Float64Array {
  const { length } = values;
  const { first, behind } = reachOf(windowing, length);
  const out = newFloats(length);
  let [begin, end, count] = [0, 0, 0];
  for (let row = 0; row < length; row++) {
    const stop = clamped(row + behind, length);
    const start = clamped(row + first, stop);
    if (start >= end) {
      sliding.clear();
      [begin, end, count] = [start, start, 0];
    }
    for (; begin < start; begin++) {
      if (values[begin] !== values[begin]) continue;
      sliding.remove(values[begin]!);
      count--;
    }
    for (; end < stop; end++) {
      if (values[end] !== values[end]) continue;
      sliding.add(values[end]!);
      count++;
    }
    if (sliding.overflowed) enterAnew(sliding, values, begin, end);
    out[row] = count < windowing.minPeriods ? NaN : sliding.value(count);
  }
  return out;
}

function enterAnew(sliding: Sliding, values: Float64Array, begin: number, end: number): void {
  sliding.clear();
  for (let row = begin; row < end; row++) if (values[row] === values[row]) sliding.add(values[row]!);
}

/** The cells of a column as float64, NaN where one is missing or infinite: not to be written to. */
export function finiteValues(verb: string, column: Column): Float64Array {
  const values = floatsOf(verb, column);
  return hasInfinite(values) ? values.map((value) => (isInfinite(value) ? NaN : value)) : values;
}

/** The column, with missing cells for infinite ones. */
export function finiteColumn(verb: string, column: Column): Column {
  const values = floatsOf(verb, column);
  return hasInfinite(values) ? take(column, Int32Array.from(values, (value, row) => (isInfinite(value) ? -1 : row))) : column;
}

/** A loop: `some` calls a function for each. */
function hasInfinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (isInfinite(values[i]!)) return true;
  return false;
}

function isInfinite(value: number): boolean {
  return value === Infinity || value === -Infinity;
}
