import { productError, sumError } from "./expansion.js";
import { Numerator } from "./Numerator.js";
import { placeOf, type PowerSums } from "./power-sums.js";

/** What such a sum errs by, as a part of the sum of the sizes of its terms: 2^-96 would do. */
const DOUBT = 2 ** -93;

/**
 * Central moments of groups whose sums of powers are {@link isPlain plain}, times powers of n: in arithmetic of two floats, which has
 * some 100 bits, and whose error is known.
 */
export class Moments {
  /** `n Σx² - (Σx)²`, rounded once */
  second = 0;
  /** of three powers the third moment, of four what the fourth has beyond that of a normal distribution; rounded once */
  highest = 0;
  readonly #powers: PowerSums;
  readonly #numerator = new Numerator();
  readonly #sums = [new Twofold(), new Twofold(), new Twofold(), new Twofold()] as const;
  readonly #terms = [new Twofold(), new Twofold(), new Twofold(), new Twofold()] as const;

  constructor(powers: PowerSums) {
    this.#powers = powers;
  }

  /** Whether the nearest floats to a group's moments are known. If they are not, or there is no spread, integers have to say. */
  find(group: number): boolean {
    const { cells, highest } = this.#powers;
    const at = placeOf(highest, group, 1);
    const count = cells[at - 1]!;
    for (let power = 1; power <= highest; power++) this.#sums[power - 1]!.collect(cells, placeOf(highest, group, power), power);
    this.second = this.#numerator.of(count, cells[at]!, cells[at + 1]!, cells[at + 2]!, cells[at + 3]!, cells[at + 4]!, cells[at + 5]!);
    if (this.second <= 0) return false;
    const moment = highest === 3 ? this.#third(count) : this.#excess(count);
    this.highest = moment.high;
    return moment.isNearest;
  }

  /** n² Σx³ - 3n Σx Σx² + 2 (Σx)³ */
  #third(n: number): Twofold {
    const [s1, s2, s3] = this.#sums;
    const [sum, term] = this.#terms;
    sum.set(s3).by(n).by(n);
    sum.add(term.set(s1).times(s2).by(n).by(-3));
    return sum.add(term.set(s1).times(s1).times(s1).by(2));
  }

  /** (n + 1) (n - 1) (n³ Σx⁴ - 4n² Σx Σx³ + 6n (Σx)² Σx² - 3 (Σx)⁴) - 3 (n - 1)² (n Σx² - (Σx)²)² */
  #excess(n: number): Twofold {
    const [s1, s2, s3, s4] = this.#sums;
    const [sum, term, square, second] = this.#terms;
    square.set(s1).times(s1);
    sum.set(s4).by(n).by(n).by(n);
    sum.add(term.set(s1).times(s3).by(n).by(n).by(-4));
    sum.add(term.set(square).times(s2).by(n).by(6));
    sum.add(term.set(square).times(square).by(-3));
    sum.by(n + 1).by(n - 1);
    second.set(s2).by(n).add(term.set(square).by(-1));
    return sum.add(term.set(second).times(second).by(n - 1).by(n - 1).by(-3));
  }
}

/** The sum of two floats, and the size of all that it was made of: its error is a part of that. */
class Twofold {
  high = 0;
  #low = 0;
  #size = 0;

  /** Whether `high` is the nearest float to the exact result, whatever the error is. */
  get isNearest(): boolean {
    const doubt = this.#size * DOUBT;
    return this.high + (this.#low + doubt) === this.high && this.high + (this.#low - doubt) === this.high;
  }

  set(other: Twofold): this {
    this.high = other.high;
    this.#low = other.#low;
    this.#size = other.#size;
    return this;
  }

  /** The sum of some levels of two floats each, the greatest first. */
  collect(cells: Float64Array, at: number, levels: number): void {
    let [high, low, size] = [0, 0, 0];
    for (let k = at; k < at + 2 * levels; k++) {
      const part = cells[k]!;
      const sum = high + part;
      low += sumError(high, part, sum);
      high = sum;
      size += Math.abs(part);
    }
    this.#become(high, low, size);
  }

  times(other: Twofold): this {
    const product = this.high * other.high;
    return this.#become(product, productError(this.high, other.high, product) + (this.high * other.#low + this.#low * other.high), this.#size * other.#size);
  }

  /** Times a whole number. */
  by(factor: number): this {
    const product = this.high * factor;
    return this.#become(product, productError(this.high, factor, product) + this.#low * factor, this.#size * Math.abs(factor));
  }

  add(other: Twofold): this {
    const sum = this.high + other.high;
    return this.#become(sum, sumError(this.high, other.high, sum) + (this.#low + other.#low), this.#size + other.#size);
  }

  #become(high: number, low: number, size: number): this {
    this.high = high + low;
    this.#low = sumError(high, low, this.high);
    this.#size = size;
    return this;
  }
}
