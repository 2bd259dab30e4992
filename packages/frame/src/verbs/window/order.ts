import { INTERPOLATIONS, quantileOf, type Interpolation } from "../../aggregates/quantile-of.js";
import type { Column } from "../../column.js";
import { checkPart } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";
import { floatColumn, newFloats } from "../numbers/floats.js";
import { clamped, reachOf, type Windowing } from "./bounds.js";
import { finiteValues, slide, type Sliding } from "./slide.js";

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

/** The values of a window in rising order. */
class Rising implements Sliding {
  #values = new Float64Array(64);
  #length = 0;
  readonly #q: number;
  readonly #interpolation: Interpolation;
  readonly overflowed = false;

  constructor(q: number, interpolation: Interpolation) {
    this.#q = q;
    this.#interpolation = interpolation;
  }

  add(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    const values = this.#values;
    const end = this.#length++;
    const place = placeOf(values, end, value);
    if (end - place > FEW) values.copyWithin(place + 1, place, end);
    else for (let i = end; i > place; i--) values[i] = values[i - 1]!;
    values[place] = value;
  }

  remove(value: number): void {
    const values = this.#values;
    const end = this.#length--;
    const place = placeOf(values, end, value);
    if (end - place > FEW) values.copyWithin(place, place + 1, end);
    else for (let i = place + 1; i < end; i++) values[i - 1] = values[i]!;
  }

  clear(): void {
    this.#length = 0;
  }

  value(count: number): number {
    return quantileOf(this.#values, count, this.#q, this.#interpolation);
  }
}

/** So many numbers are moved sooner by a loop than by a call. */
const FEW = 64;

/** The first place among the first `length` of rising values whose value is not less. */
function placeOf(rising: Float64Array, length: number, value: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The quantile of each window, between two values by a straight line unless `interpolation` says otherwise. */
export function windowQuantile(column: Column, windowing: Windowing, q: number, options: { readonly interpolation?: Interpolation } = {}): Column {
  const { interpolation = "linear" } = checkOptions("quantile", options, { interpolation: INTERPOLATIONS });
  checkPart("quantile", "q", q);
  return slide("quantile", column, windowing, new Rising(q, interpolation));
}
