import { addNumber, clearPowers, powerSums } from "../../aggregates/power-sums.js";
import { KURTOSIS, Shapes, SKEWNESS, type Shape } from "../../aggregates/shape.js";
import type { Column } from "../../column.js";
import type { Windowing } from "./bounds.js";
import { slide, type Sliding } from "./slide.js";

/** Below so small a variance pandas gives no skewness. */
const FLAT = 1e-14;

/** The adjusted Fisher–Pearson coefficient of skewness of each window, as of a whole Series, but missing where there is next to no spread; of at least three values. */
export function windowSkew(column: Column, windowing: Windowing): Column {
  return slide("skew", column, windowing, new WindowShape(SKEWNESS, 0));
}

/** The excess kurtosis of each window, without bias, as of a whole Series, but missing where there is next to no spread and -3 where all are equal; of at least four values. */
export function windowKurt(column: Column, windowing: Windowing): Column {
  return slide("kurt", column, windowing, new WindowShape(KURTOSIS, -3));
}

/** From the exact sums of the powers of a window's numbers. */
class WindowShape implements Sliding {
  readonly overflowed = false;
  readonly #least: number;
  /** of numbers that are all equal */
  readonly #flat: number;
  readonly #powers;
  readonly #shapes;

  constructor(shape: Shape, flat: number) {
    this.#least = shape.power;
    this.#flat = flat;
    this.#powers = powerSums(1, shape.power);
    this.#shapes = new Shapes(this.#powers, shape);
  }

  add(value: number): void {
    addNumber(this.#powers, 0, value, 1);
  }

  remove(value: number): void {
    addNumber(this.#powers, 0, value, -1);
  }

  clear(): void {
    clearPowers(this.#powers);
  }

  value(count: number): number {
    if (count < this.#least) return NaN;
    const shape = this.#shapes.of(0);
    if (shape === null) return this.#flat;
    return this.#shapes.second / count ** 2 <= FLAT ? NaN : shape;
  }
}
