import { ExactSum } from "./ExactSum.js";
import { productError } from "./expansion.js";

/** What a dot product of seven terms in two floats errs by, as a part of the sum of their sizes: 2^-98 would do. */
const DOUBT = 2 ** -96;

/** n Σx² − (Σx)², rounded once, of two floats whose sum is Σx and four whose sum is Σx²; of numbers whose powers neither overflow nor underflow. */
export class Numerator {
  readonly #a = new Float64Array(7);
  readonly #b = new Float64Array(7);
  readonly #exact = new ExactSum();

  of(count: number, s0: number, s1: number, q0: number, q1: number, q2: number, q3: number): number {
    const [a, b] = [this.#a, this.#b];
    a[0] = a[1] = a[2] = a[3] = count;
    b[0] = q0;
    b[1] = q1;
    b[2] = q2;
    b[3] = q3;
    a[4] = -s0;
    b[4] = s0;
    a[5] = -2 * s0;
    a[6] = -s1;
    b[5] = b[6] = s1;
    // Ogita, Rump and Oishi's dot product in twice the precision.
    let [high, low, sizes] = [0, 0, 0];
    for (let k = 0; k < 7; k++) {
      if (b[k] === 0) continue;
      const product = a[k]! * b[k]!;
      const sum = high + product;
      const part = sum - high;
      low += high - (sum - part) + (product - part) + productError(a[k]!, b[k]!, product);
      high = sum;
      sizes += Math.abs(product);
    }
    const total = high + low;
    const part = total - high;
    const left = high - (total - part) + (low - part);
    const doubt = sizes * DOUBT;
    // Whatever the error is, this is the nearest float.
    if (total + (left + doubt) === total && total + (left - doubt) === total) return total;
    this.#exact.clear();
    for (let k = 0; k < 7; k++) this.#exact.addProduct(a[k]!, b[k]!);
    return this.#exact.value();
  }
}
