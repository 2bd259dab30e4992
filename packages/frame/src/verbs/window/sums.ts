import { ExactSum } from "../../aggregates/ExactSum.js";
import type { SpreadOptions } from "../../aggregates/variance.js";
import type { Column } from "../../column.js";
import { checkOptions } from "../arguments/check-options.js";
import { floatColumn } from "../numbers/floats.js";
import type { Windowing } from "./bounds.js";
import { finiteValues, slideOver, type Sliding } from "./slide.js";
import { shortSums } from "./short-sums.js";
import { shortVariances } from "./short-variances.js";

/** Exact sums, so that a window's result does not depend on those before it. */
class Sum implements Sliding {
  readonly #sum = new ExactSum();
  /** how many numbers are not -0: only of none the sum is -0 */
  #others = 0;

  add(value: number): void {
    this.#sum.add(value);
    if (!Object.is(value, -0)) this.#others++;
  }

  remove(value: number): void {
    this.#sum.add(-value);
    if (!Object.is(value, -0)) this.#others--;
  }

  clear(): void {
    this.#sum.clear();
    this.#others = 0;
  }

  get overflowed(): boolean { return this.#sum.overflowed; }

  value(count: number): number { return this.#others > 0 || count === 0 ? this.#sum.value() : -0; }
}

class Mean extends Sum {
  override value(count: number): number { return count === 0 ? NaN : super.value(count) / count; }
}

/** The exact sums of numbers and of their squares. */
class Powers {
  readonly sum = new ExactSum();
  readonly squares = new ExactSum();

  add(value: number): void {
    this.sum.add(value);
    this.squares.addProduct(value, value);
  }

  remove(value: number): void {
    this.sum.add(-value);
    this.squares.addProduct(-value, value);
  }

  clear(): void {
    this.sum.clear();
    this.squares.clear();
  }

  addScaled(other: Powers, factor: number): void {
    this.sum.addScaled(other.sum, factor);
    this.squares.addScaled(other.squares, factor ** 2);
  }
}

/** Sums of squares of so many numbers as a window may have overflow beyond this. */
const LARGE = 2 ** 480;
/** What larger numbers are multiplied by: its square is the smallest float. */
const SHRINK = 2 ** -537;

/** From the exact sums of the values and of their squares; large ones have sums of their own, so that none overflows. */
class Variance implements Sliding {
  readonly #ddof: number;
  readonly #ordinary = new Powers();
  readonly #large = new Powers();
  readonly #all = new Powers();
  readonly #scaled = new ExactSum();
  readonly overflowed = false;

  constructor(ddof: number) {
    this.#ddof = ddof;
  }

  add(value: number): void {
    if (Math.abs(value) > LARGE) this.#large.add(value * SHRINK);
    else this.#ordinary.add(value);
  }

  remove(value: number): void {
    if (Math.abs(value) > LARGE) this.#large.remove(value * SHRINK);
    else this.#ordinary.remove(value);
  }

  clear(): void {
    this.#ordinary.clear();
    this.#large.clear();
  }

  value(count: number): number {
    if (count <= this.#ddof) return NaN;
    if (this.#large.squares.value() === 0) return this.#spread(this.#ordinary, count);
    this.#all.clear();
    this.#all.addScaled(this.#large, 1);
    this.#all.addScaled(this.#ordinary, SHRINK);
    return this.#spread(this.#all, count) / SHRINK ** 2;
  }

  /** (n Σx² − (Σx)²) / n (n − ddof), the numerator rounded once. */
  #spread({ sum, squares }: Powers, count: number): number {
    const scaled = this.#scaled;
    scaled.clear();
    scaled.addScaled(squares, count);
    scaled.subtractSquare(sum);
    return Math.max(0, scaled.value()) / (count * (count - this.#ddof));
  }
}

export function windowSum(column: Column, windowing: Windowing): Column {
  const values = finiteValues("sum", column);
  return floatColumn(column.name, shortSums(values, windowing, false) ?? slideOver(values, windowing, new Sum()));
}

export function windowMean(column: Column, windowing: Windowing): Column {
  const values = finiteValues("mean", column);
  return floatColumn(column.name, shortSums(values, windowing, true) ?? slideOver(values, windowing, new Mean()));
}

export function windowVar(column: Column, windowing: Windowing, options: SpreadOptions): Column {
  const { ddof = 1 } = checkOptions("var", options, { ddof: "whole" });
  return floatColumn(column.name, variances("var", column, windowing, ddof));
}

export function windowStd(column: Column, windowing: Windowing, options: SpreadOptions): Column {
  const { ddof = 1 } = checkOptions("std", options, { ddof: "whole" });
  const values = variances("std", column, windowing, ddof);
  for (let row = 0; row < values.length; row++) values[row] = Math.sqrt(values[row]!);
  return floatColumn(column.name, values);
}

function variances(verb: string, column: Column, windowing: Windowing, ddof: number): Float64Array {
  const values = finiteValues(verb, column);
  return shortVariances(values, windowing, ddof) ?? slideOver(values, windowing, new Variance(ddof));
}
