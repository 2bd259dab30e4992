import { grow, productError } from "./expansion.js";

/**
 * Exact sums of powers of numbers. A power is a float and what rounding lost of it, which is multiplied in turn: some floats, of which
 * those of about one size, a level, are added up together. A level is two floats; what these do not hold goes to the next one, so
 * that nothing is lost. The sums of a group lie in one place, so that a number touches memory once:
 *
 *   how many | x | x²: level 0, 1 | x³: level 0, 1, 2 | x⁴: level 0, 1, 2, 3
 */
export type Highest = 2 | 3 | 4;

/** Floats of a group, by its highest power: whole lines of a processor's cache. */
export const SIZES: Readonly<Record<Highest, number>> = { 2: 8, 3: 16, 4: 24 };
/** Where the levels of each power begin. */
export const LEVELS_AT = [1, 3, 7, 13, 21];

/** What the levels of a power did not hold, by the place behind them. */
export type Rest = Map<number, number[]>;

// Within these the fourth power of a number, and what its rounding loses, are ordinary numbers.
const LARGE = 2 ** 200;
const SMALL = 2 ** -200;
/** The last bit of such a number is worth 2^-252 at least. */
export const ORDINARY_BITS = 252;

/** Whether the powers of a number, times how often it is there, stay far from the ends of what a number can be. */
export function isOrdinary(value: number): boolean {
  const size = Math.abs(value);
  return (size < LARGE && size > SMALL) || size === 0;
}

/** Where the floats of a group's power begin; those of the next one begin behind them. */
export function placeOf(highest: Highest, group: number, power: number): number {
  return group * SIZES[highest] + LEVELS_AT[power - 1]!;
}

/** Adds the powers of an ordinary number to those at a place, or takes them away. */
export function addToLevels(cells: Float64Array, rest: Rest, at: number, highest: Highest, x: number, sign: 1 | -1): void {
  const square = x * x;
  const squareError = productError(x, x, square);
  addTo(cells, rest, at + 1, at + 3, sign * x);
  addTo(cells, rest, at + 3, at + 7, sign * square);
  if (squareError !== 0) addTo(cells, rest, at + 5, at + 7, sign * squareError);
  if (highest > 2) addHigher(cells, rest, at, x, sign * square, sign * squareError, highest > 3);
}

/** Adds the third power of a cell, and the fourth: each float of the power before it times the cell, and what that loses. */
function addHigher(cells: Float64Array, rest: Rest, at: number, x: number, square: number, squareError: number, hasFourth: boolean): void {
  const cube = square * x;
  const cubeError = productError(square, x, cube);
  const lesser = squareError * x;
  const lesserError = productError(squareError, x, lesser);
  const end = at + 13;
  addTo(cells, rest, at + 7, end, cube);
  if (cubeError !== 0) addTo(cells, rest, at + 9, end, cubeError);
  if (lesser !== 0) addTo(cells, rest, at + 9, end, lesser);
  if (lesserError !== 0) addTo(cells, rest, at + 11, end, lesserError);
  if (!hasFourth) return;
  addProduct(cells, rest, at + 13, at + 21, cube, x);
  addProduct(cells, rest, at + 15, at + 21, cubeError, x);
  addProduct(cells, rest, at + 15, at + 21, lesser, x);
  addProduct(cells, rest, at + 17, at + 21, lesserError, x);
}

/** Adds a product to a level, and what it loses to the next. */
function addProduct(cells: Float64Array, rest: Rest, at: number, end: number, a: number, b: number): void {
  if (a === 0) return;
  const product = a * b;
  addTo(cells, rest, at, end, product);
  const error = productError(a, b, product);
  if (error !== 0) addTo(cells, rest, at + 2, end, error);
}

/**
 * Knuth's two-sum, twice: the two floats at a place hold what is added. What they do not goes on to the next level, or behind the last one,
 * which ends at `end`, to those kept aside.
 */
export function addTo(cells: Float64Array, rest: Rest, at: number, end: number, x: number): void {
  const high = cells[at]!;
  const sum = high + x;
  const part = sum - high;
  const error = high - (sum - part) + (x - part);
  cells[at] = sum;
  const low = cells[at + 1]!;
  const lowSum = low + error;
  const lowPart = lowSum - low;
  const lost = low - (lowSum - lowPart) + (error - lowPart);
  cells[at + 1] = lowSum;
  if (lost !== 0) addLost(cells, rest, at + 2, end, lost);
}

function addLost(cells: Float64Array, rest: Rest, at: number, end: number, lost: number): void {
  if (at < end) addTo(cells, rest, at, end, lost);
  else addRest(rest, end, lost);
}

function addRest(rest: Rest, at: number, x: number): void {
  const parts = rest.get(at);
  if (parts === undefined) {
    rest.set(at, [x]);
    return;
  }
  grow(parts, x);
  if (parts.length === 0) rest.delete(at);
}
