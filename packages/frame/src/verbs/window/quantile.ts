import { INTERPOLATIONS, quantileBetween, quantilePlace, type Interpolation } from "../../aggregates/quantile-of.js";
import type { Column } from "../../column.js";
import { checkPart } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";
import { floatColumn, newFloats } from "../numbers/floats.js";
import { orderRows } from "../sort/order-rows.js";
import type { Windowing } from "./bounds.js";
import { RankSet } from "./RankSet.js";
import { finiteValues, slideOver, type Sliding } from "./slide.js";

/** Windows of more rows are quicker by the ranks of all rows: to move the values of a window takes as long as it is. */
const FEW_ROWS = 256;

/** The quantile of each window, between two values by a straight line unless `interpolation` says otherwise. */
export function windowQuantile(column: Column, windowing: Windowing, q: number, options: { readonly interpolation?: Interpolation } = {}): Column {
  const { interpolation = "linear" } = checkOptions("quantile", options, { interpolation: INTERPOLATIONS });
  checkPart("quantile", "q", q);
  const values = finiteValues("quantile", column);
  const many = Math.min(windowing.behind - windowing.first, values.length) > FEW_ROWS;
  return floatColumn(column.name, many ? quantilesByRank(values, windowing, q, interpolation) : slideOver(values, windowing, new Rising(q, interpolation)));
}

/** The values of a window in rising order; of equal ones, as 0 and -0 are, the last that came is the first. */
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
    const place = firstNotLess(values, end, value);
    if (end - place > FEW_MOVES) values.copyWithin(place + 1, place, end);
    else for (let i = end; i > place; i--) values[i] = values[i - 1]!;
    values[place] = value;
  }

  /** The first that came leaves first: of equal ones it is the last. */
  remove(value: number): void {
    const values = this.#values;
    const end = this.#length--;
    const behind = firstGreater(values, end, value);
    if (end - behind > FEW_MOVES) values.copyWithin(behind - 1, behind, end);
    else for (let i = behind; i < end; i++) values[i - 1] = values[i]!;
  }

  clear(): void {
    this.#length = 0;
  }

  value(count: number): number {
    if (count === 0) return NaN;
    const place = quantilePlace(count, this.#q, this.#interpolation);
    const below = Math.floor(place);
    return quantileBetween(this.#values[below]!, this.#values[Math.min(below + 1, count - 1)]!, below, place - below, this.#interpolation);
  }
}

/** So many numbers are moved sooner by a loop than by a call. */
const FEW_MOVES = 64;

/** The first place among the first `length` of rising values whose value is not less. */
function firstNotLess(rising: Float64Array, length: number, value: number): number {
  return firstPlace(length, (place) => rising[place]! >= value);
}

/** The first place whose value is greater. */
function firstGreater(rising: Float64Array, length: number, value: number): number {
  return firstPlace(length, (place) => rising[place]! > value);
}

/** The first place below `length` for which `holds`, as it does for all behind it; `length` if there is none. */
function firstPlace(length: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** All rows are put in order once; a window is then a set of ranks. */
function quantilesByRank(values: Float64Array, windowing: Windowing, q: number, interpolation: Interpolation): Float64Array {
  const { length } = values;
  // Falling order, read from its end: equal values come last row first, as in `Rising`.
  const falling = orderRows([{ column: floatColumn("", values), ascending: false }], length, "last", "quantile");
  const ranks = newFloats(length).fill(NaN);
  const rising = new Float64Array(length);
  let rank = 0;
  for (let i = length - 1; i >= 0; i--) {
    const row = falling[i]!;
    if (values[row] !== values[row]) continue;
    ranks[row] = rank;
    rising[rank++] = values[row]!;
  }
  return slideOver(ranks, windowing, new Ranked(rising, q, interpolation));
}

/** The ranks of the values in a window, and the one at the quantile's place: which seldom moves by more than a rank or two a row. */
class Ranked implements Sliding {
  readonly #rising: Float64Array;
  readonly #q: number;
  readonly #interpolation: Interpolation;
  readonly #set: RankSet;
  /** the rank at a place: so many are less; -1 while there is none */
  #at = -1;
  #place = 0;
  readonly overflowed = false;

  constructor(rising: Float64Array, q: number, interpolation: Interpolation) {
    this.#rising = rising;
    this.#q = q;
    this.#interpolation = interpolation;
    this.#set = new RankSet(rising.length);
  }

  add(rank: number): void {
    this.#set.add(rank);
    if (this.#at < 0) this.#at = rank;
    else if (rank < this.#at) this.#place++;
  }

  remove(rank: number): void {
    if (rank < this.#at) this.#place--;
    else if (rank === this.#at) {
      this.#at = this.#set.after(rank);
      if (this.#at < 0) {
        this.#at = this.#set.before(rank);
        this.#place = Math.max(this.#place - 1, 0);
      }
    }
    this.#set.remove(rank);
  }

  /** One by one: what is left of a window is less than the set has room for. */
  clear(): void {
    while (this.#at >= 0) this.remove(this.#at);
  }

  value(count: number): number {
    if (count === 0) return NaN;
    const place = quantilePlace(count, this.#q, this.#interpolation);
    const below = Math.floor(place);
    for (; this.#place < below; this.#place++) this.#at = this.#set.after(this.#at);
    for (; this.#place > below; this.#place--) this.#at = this.#set.before(this.#at);
    const low = this.#rising[this.#at]!;
    return place === below ? low : quantileBetween(low, this.#rising[this.#set.after(this.#at)]!, below, place - below, this.#interpolation);
  }
}
