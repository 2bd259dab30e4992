import { grown, sharedArray } from "../growing.js";

const TWO_32 = 0x1_0000_0000;

/**
 * A growing array of 64-bit integers, written as numbers or bigints. A safe integer goes in as two 32-bit halves,
 * which spares making a bigint (ten times dearer). Halves are little-endian, as Arrow's memory is.
 */
export class WideCells {
  #data: BigInt64Array;
  #halves: Int32Array;

  constructor(capacity: number) {
    this.#data = sharedArray(BigInt64Array, capacity);
    this.#halves = new Int32Array(this.#data.buffer);
  }

  /** `value` is a safe integer. */
  setNumber(row: number, value: number): void {
    this.reserve(row);
    this.#halves[2 * row] = value;
    this.#halves[2 * row + 1] = Math.floor(value / TWO_32);
  }

  /** Only the low 64 bits of `value` are kept. */
  setBigint(row: number, value: bigint): void {
    this.reserve(row);
    this.#data[row] = value;
  }

  reserve(row: number): void {
    if (row < this.#data.length) return;
    this.#data = grown(BigInt64Array, this.#data, row + 1);
    this.#halves = new Int32Array(this.#data.buffer);
  }

  signed(length: number): BigInt64Array {
    return this.#data.subarray(0, length);
  }

  unsigned(length: number): BigUint64Array {
    return new BigUint64Array(this.#data.buffer, 0, length);
  }
}
