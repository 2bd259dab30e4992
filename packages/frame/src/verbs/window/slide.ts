import type { Column } from "../../column.js";
import { floatColumn, floatsOf, newFloats } from "../numbers/floats.js";
import { take } from "../take/take.js";
import type { Windowing } from "./bounds.js";

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
  const values = finiteValues(verb, column);
  const { starts, ends } = windowing.bounds(values.length);
  const out = newFloats(values.length);
  let [begin, end, count] = [0, 0, 0];
  for (let row = 0; row < out.length; row++) {
    if (starts[row]! >= end) {
      sliding.clear();
      [begin, end, count] = [starts[row]!, starts[row]!, 0];
    }
    for (; begin < starts[row]!; begin++) {
      if (values[begin] !== values[begin]) continue;
      sliding.remove(values[begin]!);
      count--;
    }
    for (; end < ends[row]!; end++) {
      if (values[end] !== values[end]) continue;
      sliding.add(values[end]!);
      count++;
    }
    if (sliding.overflowed) enterAnew(sliding, values, begin, end);
    out[row] = count < windowing.minPeriods ? NaN : sliding.value(count);
  }
  return floatColumn(column.name, out);
}

function enterAnew(sliding: Sliding, values: Float64Array, begin: number, end: number): void {
  sliding.clear();
  for (let row = begin; row < end; row++) if (values[row] === values[row]) sliding.add(values[row]!);
}

/** The value of each row's window, computed from the numbers in it. */
export function eachWindow(verb: string, column: Column, windowing: Windowing, of: (values: Float64Array) => number): Column {
  const values = finiteValues(verb, column);
  const { starts, ends } = windowing.bounds(values.length);
  const out = newFloats(values.length);
  const held = new Float64Array(values.length);
  for (let row = 0; row < out.length; row++) {
    let count = 0;
    for (let i = starts[row]!; i < ends[row]!; i++) if (values[i] === values[i]) held[count++] = values[i]!;
    out[row] = count < windowing.minPeriods ? NaN : of(held.subarray(0, count));
  }
  return floatColumn(column.name, out);
}

export function finiteValues(verb: string, column: Column): Float64Array {
  const values = floatsOf(verb, column);
  return values.some(isInfinite) ? values.map((value) => (isInfinite(value) ? NaN : value)) : values;
}

/** The column, with missing cells for infinite ones. */
export function finiteColumn(verb: string, column: Column): Column {
  const values = floatsOf(verb, column);
  return values.some(isInfinite) ? take(column, Int32Array.from(values, (value, row) => (isInfinite(value) ? -1 : row))) : column;
}

function isInfinite(value: number): boolean {
  return value === Infinity || value === -Infinity;
}
