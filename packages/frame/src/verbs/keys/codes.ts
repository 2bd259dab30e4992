import { bitAt } from "../../bitmap.js";
import type { Vector } from "../../vector.js";
import { validityOf } from "../cells/validity.js";

/** Integers of 32 bits at most. */
export type IntegerArray = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

/** The distinct values of rows, numbered in order of first appearance. */
export interface Codes {
  /** one for each row; -1 where the value is missing */
  readonly codes: Int32Array;
  /** how many distinct values there are */
  readonly count: number;
  /** the row in which each value appears first */
  readonly first: Int32Array;
}

/** The distinct values of rows, in order of first appearance, and how often each is there. */
export interface Counted extends Omit<Codes, "codes" | "count"> {
  readonly counts: Float64Array;
}

/** Gives the missing rows of a vector that code. */
export function markMissing(vector: Vector, codes: Int32Array, code: number): void {
  const validity = validityOf(vector);
  if (validity === null) return;
  for (let i = 0; i < codes.length; i += 8) {
    // Most bytes of most bitmaps say that none is missing.
    if (validity[i >> 3] === 0xff) continue;
    for (let k = i; k < Math.min(i + 8, codes.length); k++) if (!bitAt(validity, k)) codes[k] = code;
  }
}

/** How many rows have each code. */
export function countCodes({ codes, count }: Omit<Codes, "first">): Float64Array {
  // Of many codes half as much memory, anywhere in which each row adds one.
  const counts = new Int32Array(count);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) counts[codes[row]!]!++;
  return new Float64Array(counts);
}

/** The row in which each code, of those that are numbered in order of appearance, is there first. */
export function firstRows(codes: Int32Array, count: number): Int32Array {
  const first = new Int32Array(count);
  // Each row is taken to be the first of the next code until a later one is; a processor cannot guess which is.
  for (let row = 0, known = 0; known < count; row++) {
    first[known] = row;
    const differs = codes[row]! ^ known;
    known += 1 - ((differs | (0 - differs)) >>> 31);
  }
  return first;
}

/** Numbers below `count` as codes, in order of first appearance, written over them; `places` has the number that each code was. */
export function renumbered(numbers: Int32Array, count: number): Codes & { readonly places: Int32Array } {
  const numbering = new Numbering(count, numbers.length);
  numbering.renumber(numbers, 0);
  return { codes: numbers, ...numbering.found() };
}

/** Codes for numbers below `count`, in order of first appearance, some rows after the other. */
export class Numbering {
  /** code + 1 of each number */
  readonly #table: Int32Array;
  readonly #first: Int32Array;
  readonly #places: Int32Array;
  #used = 0;

  constructor(count: number, rows: number) {
    this.#table = new Int32Array(count);
    this.#first = new Int32Array(Math.min(count, rows));
    this.#places = new Int32Array(Math.min(count, rows));
  }

  /** Writes the codes of rows from `row` on over their numbers; -1 stays. */
  renumber(numbers: Int32Array, row: number): void {
    const table = this.#table;
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!;
      if (number < 0) continue;
      const code = table[number]! - 1;
      numbers[i] = code < 0 ? this.#add(number, row + i) : code;
    }
  }

  /** {@link renumber} of the pairs `code * width + value - low`: of codes, which are written over (-1 stays), and as many values, none of which is missing. */
  renumberPairs(codes: Int32Array, row: number, values: IntegerArray, width: number, low: number): void {
    const table = this.#table;
    for (let i = 0; i < values.length; i++) {
      const known = codes[i]!;
      if (known < 0) continue;
      const number = known * width + values[i]! - low;
      const code = table[number]! - 1;
      codes[i] = code < 0 ? this.#add(number, row + i) : code;
    }
  }

  /** Writes the codes of integers, as numbers from `low` on, to `codes`; false once one is none of those that are numbered. */
  numberNear(values: IntegerArray, low: number, codes: Int32Array, row: number): boolean {
    const table = this.#table;
    const { length } = table;
    for (let i = 0; i < values.length; i++) {
      const number = values[i]! - low;
      if (number < 0 || number >= length) return false;
      const code = table[number]! - 1;
      codes[i] = code < 0 ? this.#add(number, row + i) : code;
    }
    return true;
  }

  #add(number: number, row: number): number {
    const code = this.#used++;
    this.#table[number] = this.#used;
    this.#first[code] = row;
    this.#places[code] = number;
    return code;
  }

  /** How many numbers have a code. */
  get count(): number {
    return this.#used;
  }

  found(): Omit<Codes, "codes"> & { readonly places: Int32Array } {
    const used = this.#used;
    return { count: used, first: this.#first.subarray(0, used), places: this.#places.subarray(0, used) };
  }
}

/** The same with the missing rows as one more value; codes are written over. */
export function withMissing(known: Codes): Codes {
  const { codes, count, first } = known;
  const row = codes.indexOf(-1);
  if (row < 0) return known;
  // Values that are there first behind the first missing one come behind it.
  let own = 0;
  while (own < count && first[own]! < row) own++;
  for (let i = row; i < codes.length; i++) {
    const code = codes[i]!;
    codes[i] = code < 0 ? own : code < own ? code : code + 1;
  }
  const rows = new Int32Array(count + 1);
  rows.set(first.subarray(0, own));
  rows[own] = row;
  rows.set(first.subarray(own), own + 1);
  return { codes, count: count + 1, first: rows };
}
