import { grow, rounded, scaled, sumError, UNIT_BITS, unitsOfAll } from "./expansion.js";

/**
 * A sum for each group that is exact, whatever the order of its cells: an expansion. Its first two parts, which are
 * enough for nearly all data, lie in arrays; what they cannot hold is kept aside.
 */
export interface ExactSums {
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** further parts, of the groups that need them */
  readonly rest: Map<number, number[]>;
  /** cells of 2^970 and more, whose sums could overflow: summed as integers, in units of 2^918 */
  readonly huge: Map<number, bigint>;
  /** infinities, summed as they are */
  readonly infinite: Map<number, number>;
}

const HUGE = 2 ** 970;
const HUGE_BITS = 918;

export function exactSums(groups: number): ExactSums {
  return { high: new Float64Array(groups), low: new Float64Array(groups), rest: new Map(), huge: new Map(), infinite: new Map() };
}

/** Adds each value to its group, and 1 to the group's count; NaN, and what belongs to no group, is passed over. */
export function addValues(sums: ExactSums, values: Float64Array, codes: Int32Array, counts: Float64Array | null = null): void {
  const { high, low } = sums;
  if (high.length === 1) {
    addToOne(sums, values, codes, counts);
    return;
  }
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    const group = codes[i]!;
    if (x !== x || group < 0) continue;
    if (counts !== null) counts[group]!++;
    if (x >= HUGE || x <= -HUGE) {
      addHuge(sums, group, x);
      continue;
    }
    // Knuth's two-sum: `sum` and `error` together are exactly what was added.
    const before = high[group]!;
    const sum = before + x;
    const part = sum - before;
    const error = before - (sum - part) + (x - part);
    high[group] = sum;
    // Not only where there is an error: of most data a processor cannot guess where that is.
    const lowBefore = low[group]!;
    const lowSum = lowBefore + error;
    const lowPart = lowSum - lowBefore;
    const lost = lowBefore - (lowSum - lowPart) + (error - lowPart);
    low[group] = lowSum;
    if (lost !== 0) addRest(sums, group, lost);
  }
}

/** The same, step by step, where there is one group: both parts of its sum, and what these have lost, stay in registers. */
function addToOne(sums: ExactSums, values: Float64Array, codes: Int32Array, counts: Float64Array | null): void {
  let high = sums.high[0]!;
  let low = sums.low[0]!;
  let rest = 0;
  let hasRest = false;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    if (x !== x || codes[i]! < 0) continue;
    count++;
    if (x >= HUGE || x <= -HUGE) {
      addHuge(sums, 0, x);
      continue;
    }
    const sum = high + x;
    const part = sum - high;
    const error = high - (sum - part) + (x - part);
    high = sum;
    const lowSum = low + error;
    const lowPart = lowSum - low;
    const lost = low - (lowSum - lowPart) + (error - lowPart);
    low = lowSum;
    if (lost === 0) continue;
    hasRest = true;
    const restSum = rest + lost;
    const beyond = sumError(rest, lost, restSum);
    rest = restSum;
    if (beyond !== 0) addRest(sums, 0, beyond);
  }
  sums.high[0] = high;
  sums.low[0] = low;
  if (hasRest) addRest(sums, 0, rest);
  if (counts !== null) counts[0]! += count;
}

/** {@link addValues} for integers of which millions stay below 2^53, and are added without an error. */
export function addIntegers(sums: ExactSums, values: Float64Array, codes: Int32Array, counts: Float64Array | null = null): void {
  const { high } = sums;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    const group = codes[i]!;
    if (x !== x || group < 0) continue;
    if (counts !== null) counts[group]!++;
    const sum = high[group]! + x;
    if (Math.abs(sum) < 2 ** 53) high[group] = sum;
    else addValue(sums, group, x);
  }
}

const one = new Float64Array(1);
const place = new Int32Array(1);

/** Adds one value. */
export function addValue(sums: ExactSums, group: number, x: number): void {
  one[0] = x;
  place[0] = group;
  addValues(sums, one, place);
}

function addHuge({ infinite, huge }: ExactSums, group: number, x: number): void {
  if (x === Infinity || x === -Infinity) infinite.set(group, (infinite.get(group) ?? 0) + x);
  else huge.set(group, (huge.get(group) ?? 0n) + BigInt(x / 2 ** HUGE_BITS));
}

function addRest({ rest }: ExactSums, group: number, x: number): void {
  const parts = rest.get(group);
  if (parts === undefined) rest.set(group, x === 0 ? [] : [x]);
  else grow(parts, x);
}

/** {@link addValues} for 64-bit integers: each as its two halves, which are exact. */
export function addWide(sums: ExactSums, wide: BigInt64Array | BigUint64Array, values: Float64Array, codes: Int32Array, counts: Float64Array | null = null): void {
  const { length } = wide;
  const words = new Int32Array(wide.buffer, wide.byteOffset, length * 2);
  const [tops, bottoms] = [new Float64Array(length), new Float64Array(length)];
  const signed = wide instanceof BigInt64Array;
  for (let i = 0; i < length; i++) {
    const top = words[2 * i + 1]!;
    const missing = values[i] !== values[i];
    tops[i] = missing ? NaN : (signed ? top : top >>> 0) * 0x1_0000_0000;
    bottoms[i] = missing ? NaN : words[2 * i]! >>> 0;
  }
  addValues(sums, tops, codes, counts);
  addValues(sums, bottoms, codes);
}

/** Adds the groups of other sums: group `i` there is `places[i]` here. */
export function mergeSums(sums: ExactSums, other: ExactSums, places: Int32Array): void {
  addValues(sums, other.high, places);
  addLow(sums, other.low, places);
  for (const [group, parts] of other.rest) for (const part of parts) addValue(sums, places[group]!, part);
  for (const [group, units] of other.huge) if (places[group]! >= 0) sums.huge.set(places[group]!, (sums.huge.get(places[group]!) ?? 0n) + units);
  // Of both signs they are NaN already.
  for (const [group, sum] of other.infinite) if (places[group]! >= 0) sums.infinite.set(places[group]!, (sums.infinite.get(places[group]!) ?? 0) + sum);
}

/** Adds the second parts, which groups of one cell do not have. */
function addLow(sums: ExactSums, low: Float64Array, places: Int32Array): void {
  const values = new Float64Array(low.length);
  const groups = new Int32Array(low.length);
  let found = 0;
  for (let group = 0; group < low.length; group++) {
    if (low[group] === 0) continue;
    values[found] = low[group]!;
    groups[found++] = places[group]!;
  }
  addValues(sums, values.subarray(0, found), groups.subarray(0, found));
}

/** A group's sum, cells of 2^970 and more aside, as an expansion. */
export function expansionOf({ high, low, rest }: ExactSums, group: number): number[] {
  const parts = [...(rest.get(group) ?? [])];
  if (low[group] !== 0) grow(parts, low[group]!);
  if (high[group] !== 0) grow(parts, high[group]!);
  return parts;
}

/** A group's sum without infinities, in units of 2^-1074. */
export function unitsOfSum(sums: ExactSums, group: number): bigint {
  const huge = sums.huge.get(group) ?? 0n;
  return (huge << BigInt(HUGE_BITS + UNIT_BITS)) + unitsOfAll(expansionOf(sums, group));
}

/** A group's sum, rounded once. It is infinite only if a cell is, or if it lies beyond the largest number. */
export function sumOf(sums: ExactSums, group: number): number {
  return meanOf(sums, group, 1);
}

/** A group's sum, rounded once, divided by how many there are; it does not overflow on the way. */
export function meanOf(sums: ExactSums, group: number, count: number): number {
  const infinite = sums.infinite.get(group);
  if (infinite !== undefined) return infinite;
  if (sums.huge.has(group)) return meanOfHuge(unitsOfSum(sums, group), count);
  if (sums.rest.has(group)) return rounded(expansionOf(sums, group)) / count;
  return (sums.high[group]! + sums.low[group]!) / count;
}

/** Sums beyond the largest number are scaled down by this power of two while they are divided. */
const SHRUNK = 64;

function meanOfHuge(units: bigint, count: number): number {
  const sum = scaled(units, -UNIT_BITS);
  return Number.isFinite(sum) ? sum / count : (scaled(units, -UNIT_BITS - SHRUNK) / count) * 2 ** SHRUNK;
}
