import { bitAt } from "../bitmap.js";
import { dayNumber } from "./civil.js";
import type { Instants } from "./instants.js";

const DAY = 86_400_000;
const SECONDS = 86_400;
const SECONDS_A_ROW = 16;

/** Days that follow each other, by their numbers. */
export interface Days {
  readonly low: number;
  readonly count: number;
}

/** The days from the first to the last of some instants; none where they are more than the rows, and it does not pay to look at each day once. */
export function daysBetween({ ms, validity }: Instants): Days {
  let [low, high] = [Infinity, -Infinity];
  for (let row = 0; row < ms.length; row++) {
    if (validity !== null && !bitAt(validity, row)) continue;
    const value = ms[row]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const first = dayNumber(low);
  const count = dayNumber(high) - first + 1;
  return count > 0 && count <= ms.length ? { low: first, count } : { low: 0, count: 0 };
}

/** How many seconds of a day it pays to look at once, beside so many rows: all or none. */
export function secondsAmong(rows: number): number {
  return rows * SECONDS_A_ROW >= SECONDS ? SECONDS : 0;
}

/** The ms of its day that an instant is. */
export function clockOf(ms: number): number {
  return ms - dayNumber(ms) * DAY;
}

/** Writes a number for the day of each instant that is not missing. Where many instants are of few days each day is worked out once. */
export function writeByDay(instants: Instants, into: Int32Array | Uint8Array, of: (day: number) => number): void {
  const { ms, validity } = instants;
  const { low, count } = daysBetween(instants);
  const known = new Int32Array(count);
  for (let i = 0; i < count; i++) known[i] = of(low + i);
  for (let row = 0; row < ms.length; row++) {
    if (validity !== null && !bitAt(validity, row)) continue;
    const day = dayNumber(ms[row]!);
    into[row] = count > 0 ? known[day - low]! : of(day);
  }
}
