import { ExactSum } from "./ExactSum.js";
import { productError, sumError } from "./expansion.js";

/** What arithmetic of two floats errs by here, as a part of the sum of the sizes of its terms: 2^-102 would do. */
const DOUBT = 2 ** -96;

/** n Σx² − (Σx)², rounded once, of two floats whose sum is Σx and four whose sum is Σx²; of numbers whose powers neither overflow nor underflow. */
export class Numerator {
  readonly #exact = new ExactSum();

  of(count: number, s0: number, s1: number, q0: number, q1: number, q2: number, q3: number): number {
    const sum = s0 + s1;
    const sumLow = sumError(s0, s1, sum);
    const two = q0 + q1;
    const three = two + q2;
    const four = three + q3;
    const fourLow = sumError(q0, q1, two) + sumError(two, q2, three) + sumError(three, q3, four);
    const squares = four + fourLow;
    const squaresLow = sumError(four, fourLow, squares);
    const product = count * squares;
    const square = sum * sum;
    const high = product - square;
    const low = sumError(product, -square, high) + (productError(count, squares, product) + count * squaresLow - (productError(sum, sum, square) + 2 * (sum * sumLow)));
    const total = high + low;
    const left = sumError(high, low, total);
    const doubt = (count * (Math.abs(q0) + Math.abs(q1) + Math.abs(q2) + Math.abs(q3)) + (Math.abs(s0) + Math.abs(s1)) ** 2) * DOUBT;
    // Whatever the error is, this is the nearest float.
    if (total + (left + doubt) === total && total + (left - doubt) === total) return total;
    return this.#exactly(count, s0, s1, [q0, q1, q2, q3]);
  }

  #exactly(count: number, s0: number, s1: number, squares: readonly number[]): number {
    this.#exact.clear();
    for (const part of squares) this.#exact.addProduct(count, part);
    this.#exact.addProduct(-s0, s0);
    this.#exact.addProduct(-2 * s0, s1);
    this.#exact.addProduct(-s1, s1);
    return this.#exact.value();
  }
}
