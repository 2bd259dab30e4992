import type { Column } from "../../column.js";
import { floatColumn, newFloats } from "../numbers/floats.js";
import { clamped, reachOf, type Windowing } from "./bounds.js";
import { finiteValues } from "./slide.js";

export function windowMin(column: Column, windowing: Windowing): Column {
  return extreme("min", column, windowing, -1);
}

export function windowMax(column: Column, windowing: Windowing): Column {
  return extreme("max", column, windowing, 1);
}

/**
 * The greatest number of each window, or with `sign` -1 the least; of equal ones the last. Rows come in blocks: a window is the end of one
 * and the beginning of the next (van Herk, 1992), and no row is searched for.
 *
 *     blocks   |· · · · ·|· · · · ·|
 *     window         [· · · ·]
 *     `ends` of its first ↑     ↑ `best` from the block's first to here
 */
function extreme(verb: string, column: Column, windowing: Windowing, sign: 1 | -1): Column {
  const values = finiteValues(verb, column);
  const { length } = values;
  const { first, behind } = reachOf(windowing, length);
  const out = newFloats(length);
  const ends = new Float64Array(clamped(behind - first, length));
  let [begin, end, count, previous, base] = [0, 0, 0, 0, 0];
  let best = -Infinity;
  for (let row = 0; row < length; row++) {
    const stop = clamped(row + behind, length);
    const start = clamped(row + first, stop);
    if (start > base) {
      fillEnds(ends, values, base, end, sign);
      previous = base;
      base = end;
      best = -Infinity;
    }
    for (; end < stop; end++) {
      const value = values[end]! * sign;
      if (value >= best) best = value;
      if (value === value) count++;
    }
    for (; begin < start; begin++) if (values[begin] === values[begin]) count--;
    const before = start < base ? ends[start - previous]! : -Infinity;
    out[row] = count < windowing.minPeriods || count === 0 ? NaN : (best >= before ? best : before) * sign;
  }
  return floatColumn(column.name, out);
}

/** For each row of `[begin, end)` the best value from it to the last. */
function fillEnds(ends: Float64Array, values: Float64Array, begin: number, end: number, sign: 1 | -1): void {
  let best = -Infinity;
  for (let row = end - 1; row >= begin; row--) {
    const value = values[row]! * sign;
    if (value > best) best = value;
    ends[row - begin] = best;
  }
}
