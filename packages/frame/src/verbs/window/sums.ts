import type { SpreadOptions } from "../../aggregates/variance.js";
import type { Column } from "../../column.js";
import { checkOptions } from "../arguments/check-options.js";
import type { Windowing } from "./bounds.js";
import { ExactSum } from "./ExactSum.js";
import { slide, type Sliding } from "./slide.js";

/** Exact sums, so that a window's result does not depend on those before it. */
class Sum implements Sliding {
  readonly #sum = new ExactSum();
  add(value: number): void { this.#sum.add(value); }
  remove(value: number): void { this.#sum.add(-value); }
  clear(): void { this.#sum.clear(); }
  get overflowed(): boolean { return this.#sum.overflowed; }
  value(_count: number): number { return this.#sum.value(); }
}

class Mean extends Sum {
  override value(count: number): number { return count === 0 ? NaN : super.value(count) / count; }
}

/** From the exact sums of the values and of their squares. */
class Variance implements Sliding {
  readonly #ddof: number;
  readonly #sum = new ExactSum();
  readonly #squares = new ExactSum();
  readonly #scaled = new ExactSum();

  constructor(ddof: number) {
    this.#ddof = ddof;
  }

  add(value: number): void {
    this.#sum.add(value);
    this.#squares.addProduct(value, value);
  }

  remove(value: number): void {
    this.#sum.add(-value);
    this.#squares.addProduct(-value, value);
  }

  clear(): void {
    this.#sum.clear();
    this.#squares.clear();
  }

  get overflowed(): boolean {
    return this.#sum.overflowed || this.#squares.overflowed;
  }

  /** (n Σx² − (Σx)²) / n (n − ddof), the numerator rounded once. */
  value(count: number): number {
    if (count <= this.#ddof) return NaN;
    const scaled = this.#scaled;
    scaled.clear();
    scaled.addScaled(this.#squares, count);
    scaled.subtractSquare(this.#sum);
    return Math.max(0, scaled.value()) / (count * (count - this.#ddof));
  }
}

class Deviation extends Variance {
  override value(count: number): number { return Math.sqrt(super.value(count)); }
}

export function windowSum(column: Column, windowing: Windowing): Column {
  return slide("sum", column, windowing, new Sum());
}

export function windowMean(column: Column, windowing: Windowing): Column {
  return slide("mean", column, windowing, new Mean());
}

export function windowVar(column: Column, windowing: Windowing, options: SpreadOptions): Column {
  const { ddof = 1 } = checkOptions("var", options, { ddof: "whole" });
  return slide("var", column, windowing, new Variance(ddof));
}

export function windowStd(column: Column, windowing: Windowing, options: SpreadOptions): Column {
  const { ddof = 1 } = checkOptions("std", options, { ddof: "whole" });
  return slide("std", column, windowing, new Deviation(ddof));
}
