import { quantileOf } from "../../aggregates/quantile-of.js";
import type { Column } from "../../column.js";
import { checkPart } from "../arguments/check-kind.js";
import { floatColumn, newFloats } from "../numbers/floats.js";
import type { Windowing } from "./bounds.js";
import { finiteValues, slide, type Sliding } from "./slide.js";

export function windowMin(column: Column, windowing: Windowing): Column {
  return extreme("min", column, windowing, (a, b) => a <= b);
}

export function windowMax(column: Column, windowing: Windowing): Column {
  return extreme("max", column, windowing, (a, b) => a >= b);
}

/** Rows that may still become the extreme, each better than those behind it: every row enters and leaves once. */
function extreme(verb: string, column: Column, windowing: Windowing, better: (a: number, b: number) => boolean): Column {
  const values = finiteValues(verb, column);
  const { starts, ends } = windowing.bounds(values.length);
  const out = newFloats(values.length);
  const rows = new Int32Array(values.length);
  let [first, last, end, count, begin] = [0, 0, 0, 0, 0];
  for (let row = 0; row < out.length; row++) {
    for (; end < ends[row]!; end++) {
      const value = values[end]!;
      if (value !== value) continue;
      while (last > first && better(value, values[rows[last - 1]!]!)) last--;
      rows[last++] = end;
      count++;
    }
    for (; begin < starts[row]!; begin++) if (begin < end && values[begin] === values[begin]) count--;
    while (first < last && rows[first]! < starts[row]!) first++;
    out[row] = count < windowing.minPeriods || first === last ? NaN : values[rows[first]!]!;
  }
  return floatColumn(column.name, out);
}

/** The values of a window in rising order. */
class Rising implements Sliding {
  #values = new Float64Array(64);
  #length = 0;
  readonly #q: number;
  readonly overflowed = false;

  constructor(q: number) {
    this.#q = q;
  }

  add(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    const place = this.#placeOf(value);
    this.#values.copyWithin(place + 1, place, this.#length++);
    this.#values[place] = value;
  }

  remove(value: number): void {
    const place = this.#placeOf(value);
    this.#values.copyWithin(place, place + 1, this.#length--);
  }

  clear(): void {
    this.#length = 0;
  }

  value(count: number): number {
    return quantileOf(this.#values.subarray(0, count), this.#q);
  }

  /** The first place whose value is not less. */
  #placeOf(value: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#values[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The quantile of each window, by a straight line between two values. */
export function windowQuantile(column: Column, windowing: Windowing, q: number): Column {
  checkPart("quantile", "q", q);
  return slide("quantile", column, windowing, new Rising(q));
}
