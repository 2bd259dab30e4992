import type { Vector } from "../../vector.js";

/** The distinct values of rows, numbered in order of first appearance. */
export interface Codes {
  /** one for each row; -1 where the value is missing */
  readonly codes: Int32Array;
  /** how many distinct values there are */
  readonly count: number;
  /** the row in which each value appears first */
  readonly first: Int32Array;
}

/** Gives the missing rows of a vector that code. */
export function markMissing(vector: Vector, codes: Int32Array, code: number): void {
  if (vector.nullCount === 0) return;
  for (let i = 0; i < codes.length; i++) if (vector.isNull(i)) codes[i] = code;
}

/** How many rows have each code. */
export function countCodes({ codes, count }: Codes): Float64Array {
  const counts = new Float64Array(count);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) counts[codes[row]!]!++;
  return counts;
}

/** The row in which each code, of those that are numbered in order of appearance, is there first. */
export function firstRows(codes: Int32Array, count: number): Int32Array {
  const first = new Int32Array(count);
  let known = 0;
  for (let row = 0; known < count; row++) if (codes[row] === known) first[known++] = row;
  return first;
}

/** Numbers below `count` as codes, in order of first appearance, written over them; `places` has the number that each code was. */
export function renumbered(numbers: Int32Array, count: number): Codes & { readonly places: Int32Array } {
  const table = new Int32Array(count); // code + 1
  const most = Math.min(count, numbers.length);
  const first = new Int32Array(most);
  const places = new Int32Array(most);
  let used = 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    if (number < 0) continue;
    let code = table[number]! - 1;
    if (code < 0) {
      code = used++;
      table[number] = used;
      first[code] = i;
      places[code] = number;
    }
    numbers[i] = code;
  }
  return { codes: numbers, count: used, first: first.subarray(0, used), places: places.subarray(0, used) };
}

/** The same with the missing rows as one more value. */
export function withMissing(known: Codes): Codes {
  const { codes, count } = known;
  if (!codes.includes(-1)) return known;
  return renumbered(codes.map((code) => (code < 0 ? count : code)), count + 1);
}
