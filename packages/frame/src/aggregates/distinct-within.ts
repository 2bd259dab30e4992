import type { Codes } from "../verbs/keys/codes.js";
import { groupRows } from "./group-rows.js";

/** Distinct values of groups: the first row of the group that has each, the group, and how many of its rows have it. */
export interface DistinctRows {
  readonly rows: Int32Array;
  readonly groups: Int32Array;
  readonly counts: Float64Array;
}

/** What is found of at most `most` values. */
class Found {
  readonly rows: Int32Array;
  readonly groups: Int32Array;
  readonly counts: Float64Array;

  constructor(most: number) {
    this.rows = new Int32Array(most);
    this.groups = new Int32Array(most);
    this.counts = new Float64Array(most);
  }

  upTo(length: number): DistinctRows {
    return { rows: this.rows.subarray(0, length), groups: this.groups.subarray(0, length), counts: this.counts.subarray(0, length) };
  }
}

/** In groups of so few rows a number is looked for among those found; in greater ones by a hash table. */
const FEW = 8;
/** An odd factor that nobody can know: numbers cannot be made that all collide. */
const SEED = Math.floor(Math.random() * 2 ** 31) * 2 + 1;

/**
 * The distinct numbers within each of `count` groups, those of a group one behind the other. Rows of no group (-1) and NaN are passed
 * over; 0 and -0 are one value. `weights`: how often each row counts (null: once). The numbers of a group are put together first, so
 * that a table of them is as small as the group.
 */
export function distinctNumbers(values: Float64Array, codes: Int32Array, count: number, weights: Float64Array | null): DistinctRows {
  const { rows, starts } = groupRows(codes, count);
  const together = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) together[i] = values[rows[i]!]! + 0; // -0 becomes 0
  const words = new Int32Array(together.buffer);
  const slots = new Int32Array(tableSize(greatest(starts)));
  const found = new Found(rows.length);
  let length = 0;
  for (let group = 0; group < count; group++) {
    const [begin, end] = [starts[group]!, starts[group + 1]!];
    const first = length;
    const size = end - begin <= FEW ? 0 : tableSize(end - begin);
    slots.fill(0, 0, size);
    for (let i = begin; i < end; i++) {
      const value = together[i]!;
      if (value !== value) continue;
      let at = first;
      if (size === 0) while (at < length && together[at] !== value) at++;
      else {
        let slot = hash(words[2 * i]!, words[2 * i + 1]!) & (size - 1);
        while (slots[slot] !== 0 && together[slots[slot]! - 1] !== value) slot = (slot + 1) & (size - 1);
        if (slots[slot] === 0) slots[slot] = length + 1;
        at = slots[slot]! - 1;
      }
      if (at === length) {
        together[length] = value; // where one was that has been looked at
        found.rows[length] = rows[i]!;
        found.groups[length++] = group;
      }
      found.counts[at]! += weights === null ? 1 : weights[rows[i]!]!;
    }
  }
  return found.upTo(length);
}

/** {@link distinctNumbers} of values by their codes; rows without one (-1) are passed over, too. */
export function distinctCodes(values: Codes, codes: Int32Array, count: number, weights: Float64Array | null): DistinctRows {
  return count === 1 || values.count * count <= MOST_PAIRS ? distinctPairs(values, codes, count, weights) : distinctInGroups(values, codes, count, weights);
}

/** Pairs of group and code up to so many have a place each in a table: more would not be near. */
const MOST_PAIRS = 2 ** 18;

function distinctPairs(values: Codes, codes: Int32Array, count: number, weights: Float64Array | null): DistinctRows {
  const width = values.count;
  // What rows that all weigh the same add to is half as much memory as integers.
  const counts = weights === null ? new Int32Array(width * count) : new Float64Array(width * count);
  const first = new Int32Array(width * count);
  for (let row = 0; row < codes.length; row++) {
    const [group, value] = [codes[row]!, values.codes[row]!];
    if ((group | value) < 0) continue;
    const pair = group * width + value;
    if (counts[pair] === 0) first[pair] = row;
    counts[pair]! += weights === null ? 1 : weights[row]!;
  }
  const found = new Found(counts.length);
  let length = 0;
  for (let pair = 0; pair < counts.length; pair++) {
    if (counts[pair] === 0) continue;
    found.rows[length] = first[pair]!;
    found.groups[length] = Math.floor(pair / width);
    found.counts[length++] = counts[pair]!;
  }
  return found.upTo(length);
}

function distinctInGroups(values: Codes, codes: Int32Array, count: number, weights: Float64Array | null): DistinctRows {
  const { rows, starts } = groupRows(codes, count);
  const found = new Found(rows.length);
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
        found.rows[length] = row;
        found.groups[length++] = group;
      }
      found.counts[places[value]!]! += weights === null ? 1 : weights[row]!;
    }
  }
  return found.upTo(length);
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
