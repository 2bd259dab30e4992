import { daysInMonth, daysOfUsual } from "./civil.js";

const DAY = 86_400_000;

/**
 * Reads the bytes `[at, end)` of a cell and puts the instant at a row; false for what it does not know, which need be no
 * mistake: then the cell is read as a string.
 */
export type ReadBytes = (bytes: Uint8Array, at: number, end: number, row: number, into: InstantRows) => boolean;

/** Instants as they are read of bytes, row by row: no object is made for any of them. */
export class InstantRows {
  readonly ms: Float64Array;
  readonly nanos: Int32Array;
  /** ms of its day of the cell that is being read */
  clock = 0;
  /** its ns beyond the second, 0 to 999,999,999 */
  fraction = 0;
  // The last date: times often come in order, many of a day.
  #date = -1;
  #midnight = NaN;

  constructor(length: number) {
    this.ms = new Float64Array(length);
    this.nanos = new Int32Array(length);
  }

  /** Writes the instant of a date with {@link clock} and {@link fraction}; false if no calendar has the date. No part of it has more digits than are usual, nor is below 0. */
  put(row: number, year: number, month: number, day: number): boolean {
    const date = (year * 100 + month) * 100 + day;
    if (date !== this.#date) {
      if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
      this.#date = date;
      this.#midnight = daysOfUsual(year, month, day) * DAY;
    }
    const { fraction } = this;
    const whole = (fraction / 1_000_000) | 0;
    this.ms[row] = this.#midnight + this.clock + whole;
    this.nanos[row] = fraction - whole * 1_000_000;
    return true;
  }
}
