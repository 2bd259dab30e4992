import { productError, sumError } from "./expansion.js";
import { Numerator } from "./Numerator.js";
import { placeOf } from "./levels.js";
import { countOf, type PowerSums } from "./power-sums.js";

/** What such a sum errs by, as a part of the sum of the sizes of its terms: 2^-96 would do. */
const DOUBT = 2 ** -93;

/** So many parts beside the levels keep that bound. */
const MOST_PARTS = 8;

/**
 * Central moments of groups, times powers of n, from their sums of powers: in arithmetic of two floats, which has some 100 bits, and whose
 * error is known. Where the nearest float is not, or sums are integers, integers have to say what it is.
 */
export class Moments {
  /** `n Σx² - (Σx)²`, rounded once */
  second = 0;
  /** of three powers the third moment, of four what the fourth has beyond that of a normal distribution; rounded once; 0 without any spread */
  moment = 0;
  readonly #powers: PowerSums;
  readonly #numerator = new Numerator();
  readonly #sums = [new Twofold(), new Twofold(), new Twofold(), new Twofold()] as const;
  readonly #terms = [new Twofold(), new Twofold(), new Twofold(), new Twofold()] as const;

  constructor(powers: PowerSums) {
    this.#powers = powers;
  }

  /** Finds all moments of a group; false where they are not known. */
  find(group: number): boolean {
    if (!this.findSecond(group)) return false;
    const { highest } = this.#powers;
    this.moment = 0;
    if (this.second === 0) return true;
    for (let power = 1; power <= highest; power++) if (!this.#collect(group, power)) return false;
    const count = countOf(this.#powers, group);
    const found = highest === 3 ? this.#third(count) : this.#excess(count);
    this.moment = found.high;
    return found.isNearest;
  }

  /** Finds the second alone; false where it is not known. */
  findSecond(group: number): boolean {
    const { cells, rest, units, highest } = this.#powers;
    if (units.has(group)) return false;
    const count = countOf(this.#powers, group);
    if (rest.size === 0 || !(rest.has(placeOf(highest, group, 2)) || rest.has(placeOf(highest, group, 3)))) {
      const at = placeOf(highest, group, 1);
      this.second = this.#numerator.of(count, cells[at]!, cells[at + 1]!, cells[at + 2]!, cells[at + 3]!, cells[at + 4]!, cells[at + 5]!);
      return true;
    }
    if (!this.#collect(group, 1) || !this.#collect(group, 2)) return false;
    const moment = this.#secondOf(count);
    this.second = moment.high;
    return moment.isNearest;
  }

  /** False where the sum has more parts than are taken. */
  #collect(group: number, power: number): boolean {
    const { cells, rest, highest } = this.#powers;
    const end = placeOf(highest, group, power + 1);
    const more = rest.size === 0 ? undefined : rest.get(end);
    this.#sums[power - 1]!.collect(cells, placeOf(highest, group, power), end, more);
    return more === undefined || more.length <= MOST_PARTS;
  }

  /** n Σx² - (Σx)² */
  #secondOf(n: number): Twofold {
    const [s1, s2] = this.#sums;
    const [sum, term] = this.#terms;
    return sum.set(s2).by(n).add(term.set(s1).times(s1).by(-1));
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

  /** The sum of the floats from one place to another, and of some more. */
  collect(cells: Float64Array, begin: number, end: number, more: readonly number[] = []): void {
    this.#become(0, 0, 0);
    for (let k = begin; k < end; k++) this.#plus(cells[k]!);
    for (const part of more) this.#plus(part);
    this.#become(this.high, this.#low, this.#size);
  }

  #plus(part: number): void {
    const sum = this.high + part;
    this.#low += sumError(this.high, part, sum);
    this.high = sum;
    this.#size += Math.abs(part);
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
