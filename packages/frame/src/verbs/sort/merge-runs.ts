import { numbersWithGaps, readsAsNumbers } from "../numbers/numbers-with-gaps.js";
import type { NaPosition } from "./order-by-keys.js";
import type { SortColumn } from "./order-rows.js";

/** What rows are compared by, one list after the other: rising numbers, none of them NaN. */
export type Levels = readonly Float64Array[];

/**
 * Columns as levels whose order is that of `orderRows`; null where it takes more than numbers to tell rows apart, so that
 * a radix sort of all rows is quicker than to merge runs of them: text, and integers that are no exact floats.
 */
export function sortLevels(by: readonly SortColumn[], naPosition: NaPosition): Levels | null {
  const levels: Float64Array[] = [];
  for (const { column, ascending } of by) {
    if (!readsAsNumbers(column.type)) return null;
    const { values, wide } = numbersWithGaps(column);
    if (wide !== null) return null;
    const gone = hasGaps(values);
    if (gone) levels.push(values.map((value) => (Number.isNaN(value) === (naPosition === "last") ? 1 : 0)));
    levels.push(gone || !ascending ? values.map((value) => (Number.isNaN(value) ? 0 : ascending ? value : -value)) : values);
  }
  return levels;
}

function hasGaps(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] !== values[i]) return true;
  return false;
}

/** Rows, and what they are compared by in the same order. */
interface Sorted {
  readonly rows: Int32Array;
  readonly keys: readonly Float64Array[];
}

/**
 * Rows of several runs, each in the order of `levels`, in that order; equal rows stay in the order of their runs.
 * Neighbours are merged pair by pair; keys move along with the rows, since reading them by row would miss the cache with
 * every step. Memory: 8 bytes a row, and 16 for each level.
 */
export function mergeRuns(runs: readonly Int32Array[], levels: Levels): Int32Array {
  let ends = runs.map(() => 0);
  let length = 0;
  for (const [k, run] of runs.entries()) ends[k] = length += run.length;
  const rows = new Int32Array(length);
  for (const [k, run] of runs.entries()) rows.set(run, ends[k]! - run.length);
  let from: Sorted = { rows, keys: levels.map((level) => gathered(level, rows)) };
  let to: Sorted = { rows: new Int32Array(length), keys: levels.map(() => new Float64Array(length)) };
  while (ends.length > 1) {
    const merged: number[] = [];
    for (let k = 0; k < ends.length; k += 2) {
      const end = ends[k + 1] ?? ends[k]!;
      mergeTwo(from, merged.at(-1) ?? 0, ends[k]!, end, to);
      merged.push(end);
    }
    ends = merged;
    [from, to] = [to, from];
  }
  return from.rows;
}

function gathered(level: Float64Array, rows: Int32Array): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < keys.length; i++) keys[i] = level[rows[i]!]!;
  return keys;
}

/** Merges rows `[begin, middle)` and `[middle, end)`. */
function mergeTwo({ rows, keys }: Sorted, begin: number, middle: number, end: number, to: Sorted): void {
  if (keys.length === 1) return mergeByOne(rows, keys[0]!, begin, middle, end, to.rows, to.keys[0]!);
  let [i, j] = [begin, middle];
  for (let at = begin; at < end; at++) {
    const next = j >= end || (i < middle && isNotBehind(keys, i, j)) ? i++ : j++;
    to.rows[at] = rows[next]!;
    for (let k = 0; k < keys.length; k++) to.keys[k]![at] = keys[k]![next]!;
  }
}

/** The same for what most sorts are: by one column of which no cell is missing. */
function mergeByOne(rows: Int32Array, keys: Float64Array, begin: number, middle: number, end: number, toRows: Int32Array, toKeys: Float64Array): void {
  let i = begin;
  let j = middle;
  for (let at = begin; at < end; at++) {
    const next = j >= end || (i < middle && keys[i]! <= keys[j]!) ? i++ : j++;
    toRows[at] = rows[next]!;
    toKeys[at] = keys[next]!;
  }
}

function isNotBehind(keys: readonly Float64Array[], i: number, j: number): boolean {
  for (const key of keys) if (key[i]! !== key[j]!) return key[i]! < key[j]!;
  return true;
}
