import { select } from "../../numbers/select-nth.js";
import type { Column } from "../../../column.js";
import { numbersWithGaps, readsAsNumbers } from "../../numbers/numbers-with-gaps.js";

/** Where less than this many times the rows of the result are there, they are ordered as quickly as they are looked through. */
const WORTH = 16;
/** Values that are held before all but the greatest are let go. */
const HELD = 4096;

/**
 * The rows, in order, whose value is among the `n` greatest (least) of a column of numbers, or equal to the last of them: those
 * that the first rows of an order by it are among. Null where that is not known: it is no such column, fewer values are there, or
 * nearly all rows are asked for.
 */
export function leadingRows(column: Column, n: number, isLeast: boolean): Int32Array | null {
  if (n < 1 || n * WORTH > column.length || !readsAsNumbers(column.type)) return null;
  const { values, wide } = numbersWithGaps(column);
  const sign = isLeast ? -1 : 1;
  const bound = wide === null ? nthGreatest(values, n, sign) : null;
  return bound === null ? null : rowsFrom(values, bound, sign);
}

/** The n-th greatest of the values times `sign`; null if there are fewer. */
function nthGreatest(values: Float64Array, n: number, sign: 1 | -1): number | null {
  const held = new Float64Array(n + Math.max(n, HELD));
  let count = 0;
  let bound = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = sign * values[i]!;
    // What equals the n-th so far changes nothing, but what comes before there are n.
    if (!(value > bound || (value === bound && count < n))) continue;
    held[count++] = value;
    if (count < held.length) continue;
    bound = select(held, count - n);
    held.copyWithin(0, count - n);
    count = n;
  }
  return count < n ? null : select(held.subarray(0, count), count - n);
}

function rowsFrom(values: Float64Array, bound: number, sign: 1 | -1): Int32Array {
  const rows: number[] = [];
  for (let i = 0; i < values.length; i++) if (sign * values[i]! >= bound) rows.push(i);
  return Int32Array.from(rows);
}
