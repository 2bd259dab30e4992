import type { Column } from "../column.js";
import { numberBlocks } from "../verbs/numbers/number-blocks.js";
import { addValue, type ExactSums } from "./exact-sums.js";
import { grow, productError, UNIT_BITS, unitsOf, unitsOfAll } from "./expansion.js";
import { countTo, type SortedValues } from "./sorted-values.js";

/**
 * For each group how many cells it has, and the exact sums of these, of their squares, and so on up to a power.
 *
 * A cell's power is a float and what rounding lost of it, which is multiplied in turn: some floats, of which those of about one
 * size, a level, are added up together. A level is two floats; what these do not hold goes to the next one, so that nothing is
 * lost. All that is known of a group lies in one place, so that a row touches memory once:
 *
 *   count | x | x²: level 0, 1 | x³: level 0, 1, 2 | x⁴: level 0, 1, 2, 3
 */
export interface PowerSums {
  readonly highest: Highest;
  /** a group behind the other, {@link SIZES} floats each */
  readonly cells: Float64Array;
  /** what the levels of a power did not hold, by the place behind them */
  readonly rest: Map<number, number[]>;
  /** the sums of cells whose powers could overflow or underflow, and of those that `addManyPowers` has added: integers, the k-th in units of 2^-1074 to that power */
  readonly units: Map<number, readonly bigint[]>;
  /** groups that have an infinite cell */
  readonly infinite: Set<number>;
}

type Highest = 2 | 3 | 4;

/** Floats of a group, by its highest power: whole lines of a processor's cache. */
const SIZES: Readonly<Record<Highest, number>> = { 2: 8, 3: 16, 4: 24 };
/** Where the levels of each power begin. */
const LEVELS_AT = [1, 3, 7, 13, 21];

/** Sums of more bytes lie outside of what is near a processor. */
const NEAR = 2 ** 20;

// Within these the fourth power of a number, and what its rounding loses, are ordinary numbers.
const LARGE = 2 ** 200;
const SMALL = 2 ** -200;
/** The last bit of such a number is worth 2^-252 at least. */
const ORDINARY_BITS = 252;

export function powerSums(groups: number, highest: Highest): PowerSums {
  return { highest, cells: roomFor(groups * SIZES[highest]), rest: new Map(), units: new Map(), infinite: new Set() };
}

/** Memory of sums that nobody needs any more, if nobody has collected it: to touch new pages takes as long as to add up. */
let spare: WeakRef<ArrayBuffer> | null = null;
/** Memory that was taken here: sums that came from another thread may lie beside something else. */
const taken = new WeakSet<ArrayBufferLike>();
/** So many times what is needed may be given. */
const MOST_SPARE = 2;

function roomFor(length: number): Float64Array {
  const known = spare?.deref();
  const bytes = 8 * length;
  if (known !== undefined && known.byteLength >= bytes && known.byteLength <= MOST_SPARE * bytes) {
    spare = null;
    return new Float64Array(known, 0, length).fill(0);
  }
  const cells = new Float64Array(length);
  if (bytes > NEAR) taken.add(cells.buffer);
  return cells;
}

/** Sums of which nothing more is asked. */
export function releasePowers({ cells: { buffer } }: PowerSums): void {
  if (buffer instanceof ArrayBuffer && taken.has(buffer)) spare = new WeakRef(buffer);
}

/** Forgets all that was added. */
export function clearPowers({ cells, rest, units, infinite }: PowerSums): void {
  cells.fill(0);
  for (const more of [rest, units, infinite]) more.clear();
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

const seen = new Float64Array(1);

/** Reads where each row's sums lie, so that many of them are on their way at once, and near when they are added to. */
function readAhead(cells: Float64Array, codes: Int32Array, size: number): void {
  let sum = 0;
  for (let i = 0; i < codes.length; i++) sum += cells[Math.max(0, codes[i]! * size)]!;
  seen[0] = sum;
}

function addBlock(powers: PowerSums, values: Float64Array, codes: Int32Array): void {
  if (powers.cells.byteLength > NEAR) readAhead(powers.cells, codes, SIZES[powers.highest]);
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    const group = codes[i]!;
    if (x === x && group >= 0) addNumber(powers, group, x, 1);
  }
}

/** Adds a number to a group, or takes one away that was added. */
export function addNumber(powers: PowerSums, group: number, x: number, sign: 1 | -1): void {
  const { cells, rest, highest } = powers;
  const at = group * SIZES[highest];
  cells[at]! += sign;
  if (!isOrdinary(x)) {
    addExtreme(powers, group, x, sign);
    return;
  }
  const square = x * x;
  const squareError = productError(x, x, square);
  addTo(cells, rest, at + 1, at + 3, sign * x);
  addTo(cells, rest, at + 3, at + 7, sign * square);
  if (squareError !== 0) addTo(cells, rest, at + 5, at + 7, sign * squareError);
  if (highest > 2) addHigher(cells, rest, at, x, sign * square, sign * squareError, highest > 3);
}

/** Adds the third power of a cell, and the fourth: each float of the power before it times the cell, and what that loses. */
function addHigher(cells: Float64Array, rest: Map<number, number[]>, at: number, x: number, square: number, squareError: number, hasFourth: boolean): void {
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
function addProduct(cells: Float64Array, rest: Map<number, number[]>, at: number, end: number, a: number, b: number): void {
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
function addTo(cells: Float64Array, rest: Map<number, number[]>, at: number, end: number, x: number): void {
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

function addLost(cells: Float64Array, rest: Map<number, number[]>, at: number, end: number, lost: number): void {
  if (at < end) addTo(cells, rest, at, end, lost);
  else addRest(rest, end, lost);
}

function addRest(rest: Map<number, number[]>, at: number, x: number): void {
  const parts = rest.get(at);
  if (parts === undefined) {
    rest.set(at, [x]);
    return;
  }
  grow(parts, x);
  if (parts.length === 0) rest.delete(at);
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
        addTo(cells, rest, LEVELS_AT[k]!, LEVELS_AT[k + 1]!, each * times);
        addTo(cells, rest, LEVELS_AT[k]!, LEVELS_AT[k + 1]!, productError(each, times, each * times));
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

function addExtreme(powers: PowerSums, group: number, value: number, sign: 1 | -1): void {
  if (value === Infinity || value === -Infinity) {
    powers.infinite.add(group);
    return;
  }
  const units = unitsOf(value);
  addUnits(powers, group, Array.from({ length: powers.highest }, (_, k) => BigInt(sign) * units ** BigInt(k + 1)));
}

/** Adds sums of powers. */
export function addUnits({ units }: PowerSums, group: number, own: readonly bigint[]): void {
  const before = units.get(group);
  units.set(group, before === undefined ? own : own.map((sum, k) => sum + before[k]!));
}

/** Adds the sum of the only group's cells to sums; none of them may be extreme. */
export function addFirstPowers(sums: ExactSums, { cells, rest }: PowerSums): void {
  for (const part of [...(rest.get(LEVELS_AT[1]!) ?? []), cells[2]!, cells[1]!]) addValue(sums, 0, part);
}

export function mergePowers(powers: PowerSums, other: PowerSums, places: Int32Array): void {
  const { cells, rest } = powers;
  const size = SIZES[powers.highest];
  for (let group = 0; group < places.length; group++) {
    if (places[group]! < 0) continue;
    const [from, to] = [group * size, places[group]! * size];
    if (other.cells[from] === 0) continue;
    cells[to]! += other.cells[from]!;
    for (let power = 1; power <= powers.highest; power++) {
      const [begin, end] = [LEVELS_AT[power - 1]!, LEVELS_AT[power]!];
      // Two floats of a level go to the same one.
      for (let k = begin; k < end; k++) addTo(cells, rest, to + k - ((k - begin) & 1), to + end, other.cells[from + k]!);
    }
  }
  for (const [behind, parts] of other.rest) {
    // What is behind a power's levels belongs to the group before the place of the next one.
    const group = Math.floor((behind - 1) / size);
    const to = places[group]!;
    if (to < 0) continue;
    const end = behind + (to - group) * size;
    for (const part of parts) addTo(cells, rest, end - 2, end, part);
  }
  for (const [group, units] of other.units) if (places[group]! >= 0) addUnits(powers, places[group]!, units);
  for (const group of other.infinite) if (places[group]! >= 0) powers.infinite.add(places[group]!);
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
    const [begin, end] = [placeOf(highest, group, k + 1), placeOf(highest, group, k + 2)];
    const own = unitsOfAll([...cells.subarray(begin, end)]) + unitsOfAll(rest.get(end) ?? []);
    const surplus = BigInt(UNIT_BITS - bits * (k + 1));
    return (surplus > 0n ? own >> surplus : own << -surplus) + (others?.[k] ?? 0n);
  });
  return { sums, bits };
}
