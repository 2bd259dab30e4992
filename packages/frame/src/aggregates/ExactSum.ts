import { productError, rounded } from "./expansion.js";

/** Beyond this a factor cannot be taken apart. */
const LARGEST_FACTOR = 2 ** 995;

/**
 * A sum of floats without any rounding, as an expansion: what was added can be taken away again by adding its negative.
 * It is kept in floats of its own, since windows add and take away with every row.
 */
export class ExactSum {
  #parts = new Float64Array(16);
  #length = 0;

  /** Whether the sum was once beyond the largest float: it is lost then, until it is cleared. */
  get overflowed(): boolean {
    return this.#length === 1 && !Number.isFinite(this.#parts[0]);
  }

  clear(): void {
    this.#length = 0;
  }

  add(value: number): void {
    const length = this.#length;
    if (length === this.#parts.length) this.#grow();
    const parts = this.#parts;
    let kept = 0;
    let sum = value;
    for (let k = 0; k < length; k++) {
      const part = parts[k]!;
      const high = sum + part;
      const around = high - sum;
      const low = sum - (high - around) + (part - around);
      if (low !== 0) parts[kept++] = low;
      sum = high;
    }
    if (sum - sum !== 0) kept = 0; // not finite
    if (sum !== 0 || kept === 0) parts[kept++] = sum;
    this.#length = kept;
  }

  /** Floats that do not overlap may be hundreds: some have few bits. */
  #grow(): void {
    const parts = new Float64Array(2 * this.#length);
    parts.set(this.#parts);
    this.#parts = parts;
  }

  /** Adds `a * b`, exactly. */
  addProduct(a: number, b: number): void {
    const product = a * b;
    const whole = product - product === 0 && Math.abs(a) <= LARGEST_FACTOR && Math.abs(b) <= LARGEST_FACTOR;
    const rest = whole ? productError(a, b, product) : 0;
    if (rest !== 0) this.add(rest); // the smaller first: it meets fewer parts
    this.add(product);
  }

  /** Adds another sum, `factor` times, exactly. */
  addScaled(other: ExactSum, factor: number): void {
    for (let k = 0; k < other.#length; k++) this.addProduct(factor, other.#parts[k]!);
  }

  /** Takes the square of another sum away, exactly. */
  subtractSquare(other: ExactSum): void {
    const parts = other.#parts;
    for (let i = 0; i < other.#length; i++) {
      this.addProduct(-parts[i]!, parts[i]!);
      for (let j = 0; j < i; j++) this.addProduct(-2 * parts[i]!, parts[j]!);
    }
  }

  /** The sum rounded once, to the nearest float. */
  value(): number {
    return rounded(this.#parts, this.#length);
  }
}
