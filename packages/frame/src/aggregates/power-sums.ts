import type { Column } from "../column.js";
import { numberBlocks } from "../verbs/numbers/number-blocks.js";
import { addValue, type ExactSums } from "./exact-sums.js";
import { grow, productError, UNIT_BITS, unitsOf, unitsOfAll } from "./expansion.js";
import { countTo, type SortedValues } from "./sorted-values.js";

/**
 * For each group how many cells it has, and the exact sums of these, of their squares, and so on up to a power.
 *
 * A cell's power is a float and what rounding lost of it, which is multiplied in turn: some floats, of which those of about one
 * size, a level, are added up together. A level is two floats whose sum is exact. All that is known of a group lies in one place,
 * so that a row touches memory once:
 *
 *   count | x | x²: level 0, 1 | x³: level 0, 1, 2 | x⁴: level 0, 1, 2, 3
 */
export interface PowerSums {
  readonly highest: Highest;
  /** a group behind the other, {@link SIZES} floats each */
  readonly cells: Float64Array;
  /** what two floats did not hold, by the first one's place */
  readonly rest: Map<number, number[]>;
  /** the sums of cells whose powers could overflow or underflow, and of those that `addManyPowers` has added: integers, the k-th in units of 2^-1074 to that power */
  readonly units: Map<number, readonly bigint[]>;
  /** groups that have an infinite cell */
  readonly infinite: Set<number>;
}

type Highest = 2 | 3 | 4;

/** Floats of a group up to a power; that of the highest one fills up lines of a processor's cache. */
const SIZES: Readonly<Record<Highest, number>> = { 2: 8, 3: 16, 4: 24 };
/** Where the levels of each power begin. */
const LEVELS_AT = [1, 3, 7, 13, 21];

// Within these the fourth power of a number, and what its rounding loses, are ordinary numbers.
const LARGE = 2 ** 200;
const SMALL = 2 ** -200;
/** The last bit of such a number is worth 2^-252 at least. */
const ORDINARY_BITS = 252;

export function powerSums(groups: number, highest: Highest): PowerSums {
  return { highest, cells: new Float64Array(groups * SIZES[highest]), rest: new Map(), units: new Map(), infinite: new Set() };
}

export function groupsOf({ cells, highest }: PowerSums): number {
  return cells.length / SIZES[highest];
}

/** How many cells each group has. */
export function countsOf(powers: PowerSums): Float64Array {
  const counts = new Float64Array(groupsOf(powers));
  for (let group = 0; group < counts.length; group++) counts[group] = powers.cells[group * SIZES[powers.highest]]!;
  return counts;
}

/** Adds each cell of a column that reads as numbers to its group; missing ones, and what belongs to no group, are passed over. */
export function addPowers(powers: PowerSums, column: Column, codes: Int32Array): void {
  for (const { values, codes: own } of numberBlocks(column, codes)) addBlock(powers, values, own);
}

function addBlock(powers: PowerSums, values: Float64Array, codes: Int32Array): void {
  const { cells, rest, highest } = powers;
  const size = SIZES[highest];
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    const group = codes[i]!;
    if (x !== x || group < 0) continue;
    const at = group * size;
    cells[at]!++;
    if (!isOrdinary(x)) {
      addExtreme(powers, group, x);
      continue;
    }
    addTo(cells, rest, at + 1, x);
    const square = x * x;
    const squareError = productError(x, x, square);
    addTo(cells, rest, at + 3, square);
    if (squareError !== 0) addTo(cells, rest, at + 5, squareError);
    if (highest > 2) addHigher(cells, rest, at, x, square, squareError, highest > 3);
  }
}

/** Adds the third power of a cell, and the fourth: each float of the power before it times the cell, and what that loses. */
function addHigher(cells: Float64Array, rest: Map<number, number[]>, at: number, x: number, square: number, squareError: number, hasFourth: boolean): void {
  const cube = square * x;
  const cubeError = productError(square, x, cube);
  const lesser = squareError * x;
  const lesserError = productError(squareError, x, lesser);
  addTo(cells, rest, at + 7, cube);
  if (cubeError !== 0) addTo(cells, rest, at + 9, cubeError);
  if (lesser !== 0) addTo(cells, rest, at + 9, lesser);
  if (lesserError !== 0) addTo(cells, rest, at + 11, lesserError);
  if (!hasFourth) return;
  const fourth = cube * x;
  addTo(cells, rest, at + 13, fourth);
  addProduct(cells, rest, at + 15, cubeError, x);
  addProduct(cells, rest, at + 15, lesser, x);
  addProduct(cells, rest, at + 17, lesserError, x);
  const fourthError = productError(cube, x, fourth);
  if (fourthError !== 0) addTo(cells, rest, at + 15, fourthError);
}

/** Adds a product to a level, and what it loses to the next. */
function addProduct(cells: Float64Array, rest: Map<number, number[]>, at: number, a: number, b: number): void {
  if (a === 0) return;
  const product = a * b;
  addTo(cells, rest, at, product);
  const error = productError(a, b, product);
  if (error !== 0) addTo(cells, rest, at + 2, error);
}

/** Knuth's two-sum, twice: the two floats at a place hold what is added, and what they do not is kept aside. */
function addTo(cells: Float64Array, rest: Map<number, number[]>, at: number, x: number): void {
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
  if (lost !== 0) addRest(rest, at, lost);
}

function addRest(rest: Map<number, number[]>, at: number, x: number): void {
  const parts = rest.get(at);
  if (parts === undefined) rest.set(at, [x]);
  else grow(parts, x);
}

/** What is done for a value and how often it is there takes as long as for some values. */
const REPEATED = 8;

/**
 * Adds values to the only group, each once for all that are equal. False, and none is added: they are seldom equal, or some
 * are extreme.
 */
export function addRepeated({ cells, rest, highest }: PowerSums, part: SortedValues): boolean {
  const { values } = part;
  const all = countTo(part, values.length);
  if (values.length * REPEATED > all || !values.every(isOrdinary)) return false;
  cells[0]! += all;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const times = countTo(part, i + 1) - countTo(part, i);
    let parts = [value];
    for (let k = 0; k < highest; k++) {
      if (k > 0) parts = parts.flatMap((each) => [each * value, productError(each, value, each * value)]);
      for (const each of parts) {
        addTo(cells, rest, LEVELS_AT[k]!, each * times);
        addTo(cells, rest, LEVELS_AT[k]!, productError(each, times, each * times));
      }
    }
  }
  return true;
}

/** Whether the powers of a number, times how often it is there, stay far from the ends of what a number can be. */
function isOrdinary(value: number): boolean {
  const size = Math.abs(value);
  return (size < LARGE && size > SMALL) || size === 0;
}

function addExtreme(powers: PowerSums, group: number, value: number): void {
  if (value === Infinity || value === -Infinity) {
    powers.infinite.add(group);
    return;
  }
  const units = unitsOf(value);
  addUnits(powers, group, Array.from({ length: powers.highest }, (_, k) => units ** BigInt(k + 1)));
}

/** Adds sums of powers. */
export function addUnits({ units }: PowerSums, group: number, own: readonly bigint[]): void {
  const before = units.get(group);
  units.set(group, before === undefined ? own : own.map((sum, k) => sum + before[k]!));
}

/** Adds the sum of the only group's cells to sums; none of them may be extreme. */
export function addFirstPowers(sums: ExactSums, { cells, rest }: PowerSums): void {
  for (const part of [...(rest.get(1) ?? []), cells[2]!, cells[1]!]) addValue(sums, 0, part);
}

export function mergePowers(powers: PowerSums, other: PowerSums, places: Int32Array): void {
  const { cells, rest } = powers;
  const size = SIZES[powers.highest];
  for (let group = 0; group < places.length; group++) {
    if (places[group]! < 0) continue;
    const [from, to] = [group * size, places[group]! * size];
    if (other.cells[from] === 0) continue;
    cells[to]! += other.cells[from]!;
    for (let k = 1; k < LEVELS_AT[powers.highest]!; k++) {
      const part = other.cells[from + k]!;
      if (part !== 0) addTo(cells, rest, to + k - (1 - (k % 2)), part);
    }
  }
  for (const [at, parts] of other.rest) {
    const to = places[Math.floor(at / size)]!;
    if (to >= 0) for (const part of parts) addTo(cells, rest, to * size + (at % size), part);
  }
  for (const [group, units] of other.units) if (places[group]! >= 0) addUnits(powers, places[group]!, units);
  for (const group of other.infinite) if (places[group]! >= 0) powers.infinite.add(places[group]!);
}

/** Whether the sums of a group are no more than the floats of their levels. */
export function isPlain({ units, rest, highest }: PowerSums, group: number): boolean {
  if (units.has(group)) return false;
  if (rest.size === 0) return true;
  const begin = group * SIZES[highest];
  for (let k = 1; k < LEVELS_AT[highest]!; k += 2) if (rest.has(begin + k)) return false;
  return true;
}

/** Where the floats of a group's power begin; those of the next one begin behind them. */
export function placeOf(highest: Highest, group: number, power: number): number {
  return group * SIZES[highest] + LEVELS_AT[power - 1]!;
}

/** Sums of powers, the k-th of them in units of 2^-bits to that power. */
export interface ExactPowers {
  readonly sums: readonly bigint[];
  readonly bits: number;
}

/** The sums of a group's powers as integers. */
export function exactPowers({ cells, rest, units, highest }: PowerSums, group: number): ExactPowers {
  const others = units.get(group);
  const bits = others === undefined ? ORDINARY_BITS : UNIT_BITS;
  const sums = Array.from({ length: highest }, (_, k) => {
    let own = 0n;
    for (let at = placeOf(highest, group, k + 1); at < placeOf(highest, group, k + 2); at += 2) own += unitsOfAll([cells[at]!, cells[at + 1]!]) + unitsOfAll(rest.get(at) ?? []);
    const surplus = BigInt(UNIT_BITS - bits * (k + 1));
    return (surplus > 0n ? own >> surplus : own << -surplus) + (others?.[k] ?? 0n);
  });
  return { sums, bits };
}
