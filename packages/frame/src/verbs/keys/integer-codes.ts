import { bitAt } from "../../bitmap.js";
import type { Column } from "../../column.js";
import type { DataType } from "../../data-types.js";
import type { Vector } from "../../vector.js";
import { unpacked } from "../cells/flags.js";
import { validityOf } from "../cells/validity.js";
import { markMissing, Numbering, renumbered, type Codes, type IntegerArray } from "./codes.js";

/** Integers within this range are looked up in a table rather than hashed, however few rows there are. */
export const SMALL_RANGE = 2 ** 16;

/** Types whose cells are integers of 32 bits at most; bools are 0 and 1. */
export function isSmallInteger(type: DataType): boolean {
  return (type.kind === "int" && type.bits <= 32) || (type.kind === "date" && type.unit === "day") || type.kind === "bool";
}

/** Where a table of small integers begins, and how many places it has. */
export interface IntegerTable {
  readonly low: number;
  readonly count: number;
}

/** Codes of small integers that lie close together, by a table of their range, without a detour over floats; null if they are far apart. */
export function codesOfIntegers(column: Column): Codes | null {
  return codesNearFirst(column) ?? codesInRange(column);
}

/** Those of integers of which none is missing and all lie near the first: in one look at them, where to find their range takes one more. */
function codesNearFirst({ type, vectors, starts, length }: Column): Codes | null {
  // Of few rows it is the table that takes the time.
  if (length < SMALL_RANGE || type.kind === "bool" || vectors.some(({ nullCount }) => nullCount > 0)) return null;
  const begin = vectors.find((vector) => vector.length > 0)!;
  const low = integersOf(begin)[0]! - SMALL_RANGE / 2;
  const numbering = new Numbering(SMALL_RANGE, length);
  const codes = new Int32Array(length);
  for (const [k, vector] of vectors.entries()) if (!numbering.numberNear(integersOf(vector), low, codes.subarray(starts[k]), starts[k]!)) return null;
  return { codes, ...numbering.found() };
}

function codesInRange(column: Column): Codes | null {
  const table = integerTable(column);
  if (table === null) return null;
  const places = new Int32Array(column.length);
  for (const [k, vector] of column.vectors.entries()) placeIntegers(vector, table.low, -1, places.subarray(column.starts[k], column.starts[k + 1]));
  return renumbered(places, table.count);
}

/** The table of small integers that lie close together; null if they are far apart. */
export function integerTable(column: Column): IntegerTable | null {
  const { low, high } = rangeOf(column);
  return high - low >= Math.max(SMALL_RANGE, 2 * column.length) ? null : { low, count: Math.max(0, high - low + 1) };
}

/** The integers of a vector: its own memory, but for bools. */
export function integersOf({ storage, offset, length }: Vector): IntegerArray {
  if (storage.type.kind === "bool") return unpacked(storage.data as Uint8Array, offset, length);
  return (storage.data as IntegerArray).subarray(offset, offset + length);
}

/** Writes the places of a vector's integers in a table that all of them are in, `missing` where one is missing. */
export function placeIntegers(vector: Vector, low: number, missing: number, places: Int32Array): void {
  const values = integersOf(vector);
  for (let i = 0; i < values.length; i++) places[i] = values[i]! - low;
  markMissing(vector, places, missing);
}

/** The places of small integers in such a table: -1 for those outside of it, `missing` where a cell is missing. */
export function foundIntegers(column: Column, low: number, count: number, missing: number): Int32Array {
  const places = new Int32Array(column.length);
  for (const [k, vector] of column.vectors.entries()) {
    const values = integersOf(vector);
    const into = places.subarray(column.starts[k], column.starts[k + 1]);
    for (let i = 0; i < values.length; i++) {
      const place = values[i]! - low;
      into[i] = place >= 0 && place < count ? place : -1;
    }
    markMissing(vector, into, missing);
  }
  return places;
}

/** Lowest and highest cell; nothing lies between them if there is none. */
export function rangeOf({ type, vectors }: Column): { low: number; high: number } {
  if (type.kind === "bool") return { low: 0, high: 1 };
  let low = Infinity;
  let high = -Infinity;
  for (const vector of vectors) {
    if (vector.nullCount === vector.length) continue;
    const own = vector.nullCount > 0 ? rangeWithGaps(vector) : rangeOfAll(vector);
    low = Math.min(low, own.low);
    high = Math.max(high, own.high);
  }
  return low > high ? { low: 0, high: -1 } : { low, high };
}

/** The loop begins with a cell, and so with an integer, which is compared quicker than a float. */
function rangeOfAll(vector: Vector): { low: number; high: number } {
  const values = integersOf(vector);
  let low = values[0]!;
  let high = low;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

function rangeWithGaps(vector: Vector): { low: number; high: number } {
  const values = integersOf(vector);
  const validity = validityOf(vector)!;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (!bitAt(validity, i)) continue;
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
