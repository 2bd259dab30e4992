import { grow, productError, rounded } from "../../aggregates/expansion.js";

/** Beyond this a factor cannot be taken apart. */
const LARGEST_FACTOR = 2 ** 995;

/** A sum of floats without any rounding, as an expansion: what was added can be taken away again by adding its negative. */
export class ExactSum {
  readonly #parts: number[] = [];

  /** Whether the sum was once beyond the largest float: it is lost then, until it is cleared. */
  get overflowed(): boolean {
    return !Number.isFinite(this.#parts.at(-1) ?? 0);
  }

  clear(): void {
    this.#parts.length = 0;
  }

  add(value: number): void {
    grow(this.#parts, value);
    if (this.overflowed) this.#parts.splice(0, this.#parts.length - 1);
  }

  /** Adds `a * b`, exactly. */
  addProduct(a: number, b: number): void {
    const product = a * b;
    this.add(product);
    if (Number.isFinite(product) && Math.abs(a) <= LARGEST_FACTOR && Math.abs(b) <= LARGEST_FACTOR) this.add(productError(a, b, product));
  }

  /** Adds `count` times another sum, exactly. */
  addTimes(count: number, sum: ExactSum): void {
    for (const part of sum.#parts) this.addProduct(count, part);
  }

  /** Takes the square of another sum away, exactly. */
  subtractSquare(sum: ExactSum): void {
    const parts = sum.#parts;
    for (let i = 0; i < parts.length; i++) {
      this.addProduct(-parts[i]!, parts[i]!);
      for (let j = 0; j < i; j++) this.addProduct(-2 * parts[i]!, parts[j]!);
    }
  }

  /** The sum rounded once, to the nearest float. */
  value(): number {
    return rounded(this.#parts);
  }
}
