import type { Codes } from "../verbs/keys/codes.js";
import { groupRows, startsOfRows } from "./group-rows.js";

/** Distinct values of groups: the first row of the group that has each, the group, and how often it is there (nothing, where nobody asks). */
export interface DistinctRows {
  readonly rows: Int32Array;
  readonly groups: Int32Array;
  readonly counts: Float64Array;
}

/** How often each row counts: all as often, or by row; null: nobody asks how often a value is there. */
export type Weights = "once" | Float64Array | null;

function weightOf(weights: Float64Array | "once", row: number): number {
  return weights === "once" ? 1 : weights[row]!;
}

/** In groups of so few rows a number is looked for among those found; in greater ones by a hash table. */
const FEW = 8;
/** An odd factor that nobody can know: numbers cannot be made that all collide. */
const SEED = Math.floor(Math.random() * 2 ** 31) * 2 + 1;

/**
 * The distinct numbers within each of `count` groups, those of a group one behind the other. Rows of no group (-1) and NaN are passed
 * over; 0 and -0 are one value. The numbers of a group are put together first, those of a large one in heaps of equal bits, so that
 * a table of them stays near the processor.
 */
export function distinctNumbers(values: Float64Array, codes: Int32Array, count: number, weights: Weights): DistinctRows {
  const bits = heapBits(codes.length / count);
  const { rows, together, starts } = gathered(values, bits === 0 ? codes : heapsOf(values, codes, bits), count << bits);
  const words = new Int32Array(together.buffer);
  const slots = new Int32Array(tableSize(greatest(starts)));
  const counts = new Float64Array(weights === null ? 0 : rows.length);
  // What is found is put where what has been looked at was: there is never more of it.
  let length = 0;
  for (let heap = 0; heap < starts.length - 1; heap++) {
    const [begin, end] = [starts[heap]!, starts[heap + 1]!];
    const first = length;
    starts[heap] = first;
    const size = end - begin <= FEW ? 0 : tableSize(end - begin);
    slots.fill(0, 0, size);
    for (let i = begin; i < end; i++) {
      const value = together[i]!;
      if (value !== value) continue;
      const row = rows[i]!;
      let at = first;
      if (size === 0) while (at < length && together[at] !== value) at++;
      else {
        let slot = hash(words[2 * i]!, words[2 * i + 1]!) & (size - 1);
        while (slots[slot] !== 0 && together[slots[slot]! - 1] !== value) slot = (slot + 1) & (size - 1);
        if (slots[slot] === 0) slots[slot] = length + 1;
        at = slots[slot]! - 1;
      }
      if (at === length) {
        together[length] = value;
        rows[length++] = row;
      }
      if (weights !== null) counts[at]! += weightOf(weights, row);
    }
  }
  starts[starts.length - 1] = length;
  const groups = new Int32Array(length);
  for (let heap = 0; heap < starts.length - 1; heap++) groups.fill(heap >> bits, starts[heap], starts[heap + 1]);
  return { rows: rows.subarray(0, length), groups, counts: counts.subarray(0, length) };
}

/** Rows by heap, as {@link groupRows}, and the number of each beside it: -0 is 0. */
function gathered(values: Float64Array, heaps: Int32Array, count: number): { readonly rows: Int32Array; readonly together: Float64Array; readonly starts: Int32Array } {
  const starts = startsOfRows(heaps, count);
  const rows = new Int32Array(starts[count]!);
  const together = new Float64Array(starts[count]!);
  const next = starts.slice(0, count);
  for (let row = 0; row < heaps.length; row++) {
    const heap = heaps[row]!;
    if (heap < 0) continue;
    const place = next[heap]!++;
    rows[place] = row;
    together[place] = values[row]! + 0;
  }
  return { rows, together, starts };
}

/** Rows of a heap, about: their numbers and a table of them are 128 KB. */
const HEAP = 8192;

/** Into how many heaps groups of so many rows are put: 2 to that power. */
function heapBits(rows: number): number {
  return Math.max(0, Math.min(8, Math.ceil(Math.log2(rows / HEAP))));
}

/** The heap of each row: one of those of its group, by the upper bits of a hash of the number; the table of a heap goes by the lower ones. */
function heapsOf(values: Float64Array, codes: Int32Array, bits: number): Int32Array {
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  const heaps = new Int32Array(codes.length);
  // Without the sign, so that 0 and -0 are together.
  for (let row = 0; row < heaps.length; row++) heaps[row] = codes[row]! < 0 ? -1 : (codes[row]! << bits) | (hash(words[2 * row]!, words[2 * row + 1]! & 0x7fff_ffff) >>> (32 - bits));
  return heaps;
}

/** {@link distinctNumbers} of values by their codes; rows without one (-1) are passed over, too. */
export function distinctCodes(values: Codes, codes: Int32Array, count: number, weights: Weights): DistinctRows {
  return count === 1 || values.count * count <= MOST_PAIRS ? distinctPairs(values, codes, count, weights ?? "once") : distinctInGroups(values, codes, count, weights);
}

/** Pairs of group and code up to so many have a place each in a table: more would not be near. */
const MOST_PAIRS = 2 ** 18;

function distinctPairs(values: Codes, codes: Int32Array, count: number, weights: Float64Array | "once"): DistinctRows {
  const width = values.count;
  // What rows that all weigh the same add to is half as much memory as integers.
  const counts = weights === "once" ? new Int32Array(width * count) : new Float64Array(width * count);
  const first = new Int32Array(width * count);
  for (let row = 0; row < codes.length; row++) {
    const [group, value] = [codes[row]!, values.codes[row]!];
    if ((group | value) < 0) continue;
    const pair = group * width + value;
    if (counts[pair] === 0) first[pair] = row;
    counts[pair]! += weightOf(weights, row);
  }
  const groups = new Int32Array(counts.length);
  let length = 0;
  for (let pair = 0; pair < counts.length; pair++) {
    if (counts[pair] === 0) continue;
    first[length] = first[pair]!;
    counts[length] = counts[pair]!;
    groups[length++] = Math.floor(pair / width);
  }
  return { rows: first.subarray(0, length), groups: groups.subarray(0, length), counts: new Float64Array(counts.subarray(0, length)) };
}

function distinctInGroups(values: Codes, codes: Int32Array, count: number, weights: Weights): DistinctRows {
  const { rows, starts } = groupRows(codes, count);
  const groups = new Int32Array(rows.length);
  const counts = new Float64Array(weights === null ? 0 : rows.length);
  // Where a value was found last: in this group, if that is not before the group's first.
  const places = new Int32Array(values.count).fill(-1);
  let length = 0;
  for (let group = 0; group < count; group++) {
    const first = length;
    for (let i = starts[group]!; i < starts[group + 1]!; i++) {
      const row = rows[i]!;
      const value = values.codes[row]!;
      if (value < 0) continue;
      if (places[value]! < first) {
        places[value] = length;
        rows[length] = row; // where one was that has been looked at
        groups[length++] = group;
      }
      if (weights !== null) counts[places[value]!]! += weightOf(weights, row);
    }
  }
  return { rows: rows.subarray(0, length), groups: groups.subarray(0, length), counts: counts.subarray(0, length) };
}

function greatest(starts: Int32Array): number {
  let most = 0;
  for (let group = 1; group < starts.length; group++) most = Math.max(most, starts[group]! - starts[group - 1]!);
  return most;
}

/** Slots for so many values: a power of two, twice as many at least. */
function tableSize(values: number): number {
  return 2 ** Math.ceil(Math.log2(2 * Math.max(1, values)));
}

function hash(low: number, high: number): number {
  let mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), SEED);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return mixed ^ (mixed >>> 16);
}
