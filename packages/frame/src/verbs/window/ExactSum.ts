/**
 * A sum of floats without any rounding, as an expansion of floats that do not overlap (Shewchuk 1997, "Adaptive
 * Precision Floating-Point Arithmetic"): what was added can be taken away again by adding its negative.
 */
export class ExactSum {
  // Floats that do not overlap are at most 40, over all exponents that there are.
  readonly #parts = new Float64Array(48);
  #length = 0;

  /** The expansion, the smallest part first: a copy. */
  get parts(): number[] {
    return [...this.#parts.subarray(0, this.#length)];
  }

  /** Whether the sum was once beyond the largest float: it is lost then, until it is cleared. */
  get overflowed(): boolean {
    return this.#length === 1 && !Number.isFinite(this.#parts[0]);
  }

  clear(): void {
    this.#length = 0;
  }

  add(value: number): void {
    const parts = this.#parts;
    const length = this.#length;
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

  /** Adds `a * b`, exactly. */
  addProduct(a: number, b: number): void {
    const product = a * b;
    const rest = lowProduct(a, b, product);
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
    const parts = this.#parts;
    let k = this.#length - 1;
    if (k < 0) return 0;
    let high = parts[k]!;
    let low = 0;
    while (k > 0) {
      const before = high;
      const part = parts[--k]!;
      high = before + part;
      low = part - (high - before);
      if (low !== 0) break;
    }
    // Half-way cases go to the even neighbour, unless what is left tips them.
    if (k > 0 && ((low < 0 && parts[k - 1]! < 0) || (low > 0 && parts[k - 1]! > 0))) {
      const twice = low * 2;
      const tipped = high + twice;
      if (twice === tipped - high) high = tipped;
    }
    return high;
  }
}

/** Splits a float in two halves of 26 bits (Dekker 1971). */
const SPLITTER = 2 ** 27 + 1;

/** What `product` lacks of `a * b`. */
function lowProduct(a: number, b: number, product: number): number {
  if (!Number.isFinite(product) || Math.abs(a) > 2 ** 995 || Math.abs(b) > 2 ** 995) return 0;
  const aHigh = SPLITTER * a - (SPLITTER * a - a);
  const bHigh = SPLITTER * b - (SPLITTER * b - b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
