import type { Column } from "../column.js";
import { countValues, mergeCounts } from "./count.js";
import { addValue, addValues, exactSums, mergeSums, unitsOfSum, type ExactSums } from "./exact-sums.js";
import { productError, UNIT_BITS, unitsOf } from "./expansion.js";
import { BLOCK, numberBlocks } from "../verbs/numbers/number-blocks.js";
import { countTo, type SortedValues } from "./sorted-values.js";

/** For each group the exact sums of its cells, of their squares, and so on up to a power. */
export interface PowerSums {
  readonly counts: Float64Array;
  /** the sum of the first powers, of the second … */
  readonly sums: readonly ExactSums[];
  /** the same of cells whose powers could overflow or underflow, and of those that `addManyPowers` has added: integers, in units of 2^-1074 to that power */
  readonly units: Map<number, readonly bigint[]>;
}

// Within these the fourth power of a number, and what its rounding loses, are ordinary numbers.
const LARGE = 2 ** 200;
const SMALL = 2 ** -200;

export function powerSums(groups: number, highest: number): PowerSums {
  return { counts: new Float64Array(groups), sums: Array.from({ length: highest }, () => exactSums(groups)), units: new Map() };
}

/** Adds each cell of a column that reads as numbers to its group; missing ones, and what belongs to no group, are passed over. */
export function addPowers(powers: PowerSums, column: Column, codes: Int32Array): void {
  const rooms = new Rooms(Math.min(BLOCK, column.length));
  for (const { values, codes: own } of numberBlocks(column, codes)) addBlock(powers, values, own, rooms);
}

/** Gives memory for so many numbers. */
interface Room {
  next(length: number): Float64Array;
}

/** Memory for what is made of a block, which the next one uses again. */
class Rooms implements Room {
  readonly #arrays: Float64Array[] = [];
  readonly #length: number;
  #used = 0;

  constructor(length: number) {
    this.#length = length;
  }

  reuse(): void {
    this.#used = 0;
  }

  next(length: number): Float64Array {
    const at = this.#used++;
    if (at === this.#arrays.length) this.#arrays.push(new Float64Array(this.#length));
    return this.#arrays[at]!.subarray(0, length);
  }
}

function addBlock(powers: PowerSums, values: Float64Array, codes: Int32Array, rooms: Rooms): void {
  rooms.reuse();
  const ordinary = ordinaryValues(powers, values, codes);
  countValues(powers.counts, values, codes);
  /** the parts of each cell to the power so far: together they are exact */
  let parts = [ordinary];
  for (const [k, sums] of powers.sums.entries()) {
    if (k > 0) parts = parts.flatMap((part) => timesExactly(part, ordinary, rooms));
    for (const part of parts) addValues(sums, part, codes);
  }
}

/** What is done for a value and how often it is there takes as long as for some values. */
const REPEATED = 8;

/**
 * Adds values to the only group, each once for all that are equal. False, and none is added: they are seldom equal, or some
 * are extreme.
 */
export function addRepeated(powers: PowerSums, part: SortedValues): boolean {
  const { values } = part;
  const all = countTo(part, values.length);
  if (values.length * REPEATED > all || !values.every(isOrdinary)) return false;
  const codes = new Int32Array(values.length);
  const times = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) times[i] = countTo(part, i + 1) - countTo(part, i);
  powers.counts[0]! += all;
  const rooms: Room = { next: (length) => new Float64Array(length) };
  let parts = [values];
  for (const [k, sums] of powers.sums.entries()) {
    if (k > 0) parts = parts.flatMap((each) => timesExactly(each, values, rooms));
    for (const each of parts.flatMap((power) => timesExactly(power, times, rooms))) addValues(sums, each, codes);
  }
  return true;
}

/** Whether the powers of a number, times how often it is there, stay far from the ends of what a number can be. */
function isOrdinary(value: number): boolean {
  const size = Math.abs(value);
  return (size < LARGE && size > SMALL) || size === 0;
}

/** The values with NaN for those that are extreme, which are added here. */
function ordinaryValues(powers: PowerSums, values: Float64Array, codes: Int32Array): Float64Array {
  let ordinary = values;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (isOrdinary(value) || value !== value || codes[i]! < 0) continue;
    if (ordinary === values) ordinary = values.slice();
    ordinary[i] = NaN;
    addExtreme(powers, codes[i]!, value);
  }
  return ordinary;
}

function addExtreme(powers: PowerSums, group: number, value: number): void {
  if (value === Infinity || value === -Infinity) return addValue(powers.sums[0]!, group, value);
  const units = unitsOf(value);
  addUnits(powers, group, powers.sums.map((_, k) => units ** BigInt(k + 1)));
}

/** Adds sums of powers. */
export function addUnits({ units }: PowerSums, group: number, own: readonly bigint[]): void {
  const before = units.get(group);
  units.set(group, before === undefined ? own : own.map((sum, k) => sum + before[k]!));
}

/** Products and what their rounding loses. */
function timesExactly(a: Float64Array, b: Float64Array, rooms: Room): [products: Float64Array, errors: Float64Array] {
  const products = rooms.next(a.length);
  const errors = rooms.next(a.length);
  for (let i = 0; i < a.length; i++) {
    const product = a[i]! * b[i]!;
    products[i] = product;
    errors[i] = product === 0 ? 0 : productError(a[i]!, b[i]!, product);
  }
  return [products, errors];
}

export function mergePowers(powers: PowerSums, other: PowerSums, places: Int32Array): void {
  mergeCounts(powers.counts, other.counts, places);
  for (const [k, sums] of powers.sums.entries()) mergeSums(sums, other.sums[k]!, places);
  for (const [group, units] of other.units) if (places[group]! >= 0) addUnits(powers, places[group]!, units);
}

/** Whether a group has an infinite cell: it has no spread then. */
export function isInfinite({ sums }: PowerSums, group: number): boolean {
  return sums[0]!.infinite.has(group);
}

/** The sums of a group's powers, the k-th in units of 2^(-1074 k). */
export function exactPowers({ sums, units }: PowerSums, group: number): bigint[] {
  return sums.map((sum, k) => (unitsOfSum(sum, group) << BigInt(UNIT_BITS * k)) + (units.get(group)?.[k] ?? 0n));
}
