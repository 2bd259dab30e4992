import { countedByPlace, countedByTable, type CountedValues } from "./counted-values.js";
import { blocksOf, type GroupedValues, type GroupValues } from "./grouped-values.js";

/** The values of a part of the rows, all of one group, rising; NaN and missing ones are left out. */
export interface SortedValues {
  /** each once, where they were counted */
  readonly values: Float64Array;
  /** how many of all come up to each of them and with it; null: each stands for itself */
  readonly ends: Int32Array | null;
}

/** What is seen of values on the way through them. */
export interface Extent {
  /** how many there are */
  readonly count: number;
  /** the first of the least as they come, and of the greatest: with its sign, if that is 0 */
  readonly low: number;
  readonly high: number;
}

/** Integers that lie so close together, in a part of at least a fraction of it, are counted by their places. */
const CLOSE = 2 ** 16;
const CLOSE_A_ROW = 4;

/**
 * What a part has for quantiles of one group, where that is found by looking at each value: they come in order, or few are
 * different. Null where they would have to be sorted: to find some of them among all takes less. Zeros are equal, whatever
 * their sign.
 */
export function sortedValues(part: GroupedValues): { readonly sorted: SortedValues | null; readonly extent: Extent } {
  const { isRising, areIntegers, ...extent } = extentOf(part);
  const { count, low, high } = extent;
  const isClose = areIntegers && high - low < Math.min(CLOSE, CLOSE_A_ROW * count);
  if (count > 0 && isClose) return { sorted: ended(countedByPlace(part, 1, low, high)), extent };
  if (isRising) return { sorted: { values: presentOf(part, count), ends: null }, extent };
  const counted = countedByTable(part, 1);
  return { sorted: counted === null ? null : ended(counted), extent };
}

/** All of them as they would lie in a part, in a group of several. */
export function unsorted(part: SortedValues, group: number): GroupedValues {
  const { values, ends } = part;
  const size = countTo(part, values.length);
  const all = ends === null ? values : new Float64Array(size);
  if (ends !== null) for (let i = 0, from = 0; i < values.length; from = ends[i++]!) all.fill(values[i]!, from, ends[i]);
  return { values: all, validity: null, codes: new Int32Array(size).fill(group) };
}

/** For each quantile of the values of all parts the two next to it, or the one that it is. */
export function sortedAround(parts: readonly SortedValues[], qs: readonly number[]): GroupValues[] {
  const count = parts.reduce((sum, part) => sum + countTo(part, part.values.length), 0);
  return qs.map((q) => {
    const below = Math.floor(q * Math.max(0, count - 1));
    const places = [below, below + 1].filter((place) => place < count);
    const values = Float64Array.from(places, (place) => valueAt(parts, place));
    return { counts: Float64Array.of(count), values, starts: Int32Array.of(0, values.length), below: Int32Array.of(below) };
  });
}

/** The first values of a part, and how many of them may be different where few of all are. */
const SAMPLE = 512;
const MOST_OF_SAMPLE = 256;

/** What the first values of a part tell: whether they come in order, are all integers, and whether few are different. */
export function sampleOf({ values, validity, codes }: GroupedValues): { readonly isRising: boolean; readonly areIntegers: boolean; readonly areFew: boolean } {
  const size = Math.min(SAMPLE, values.length);
  const { isRising, areIntegers } = extentOf({ values: values.subarray(0, size), validity, codes: codes?.subarray(0, size) ?? null });
  return { isRising, areIntegers, areFew: new Set(values.subarray(0, size)).size <= MOST_OF_SAMPLE };
}

/** Whether it is worth a look at all values if they can be had in order: not where the first ones are in none, and nearly all different. */
export function mayBeSorted(part: GroupedValues): boolean {
  const { isRising, areIntegers, areFew } = sampleOf(part);
  return isRising || areIntegers || areFew;
}

/** What is seen of all values of a part. */
export function extentOf(part: GroupedValues): Extent & { readonly isRising: boolean; readonly areIntegers: boolean } {
  let [count, low, high, last, isRising, areIntegers] = [0, Infinity, -Infinity, -Infinity, true, true];
  for (const { values, codes } of blocksOf([part])) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value !== value || codes[i]! < 0) continue;
      count++;
      if ((value | 0) !== value) areIntegers = false;
      if (value < low) low = value;
      if (value > high) high = value;
      if (value < last) isRising = false;
      last = value;
    }
  }
  return { count, low, high, isRising, areIntegers };
}

/** The values that are there, in their order. */
function presentOf(part: GroupedValues, count: number): Float64Array {
  if (count === part.values.length) return part.values;
  const present = new Float64Array(count);
  let at = 0;
  for (const { values, codes } of blocksOf([part])) {
    for (let i = 0; i < values.length; i++) if (values[i] === values[i] && codes[i]! >= 0) present[at++] = values[i]!;
  }
  return present;
}

function ended({ values, counts }: CountedValues): SortedValues {
  let end = 0;
  return { values, ends: counts.map((count) => (end += count)) };
}

/** How many values stand before place `i` of a part. */
export function countTo({ ends }: SortedValues, i: number): number {
  return ends === null ? i : i === 0 ? 0 : ends[i - 1]!;
}

/**
 * The value at a place of all parts together, in order. The middle of the parts' middles is looked for in each: a fourth
 * of what is left, at least, is on the wrong side of it.
 */
function valueAt(parts: readonly SortedValues[], place: number): number {
  // Of each part it can still be between these.
  const from = new Int32Array(parts.length);
  const to = Int32Array.from(parts, ({ values }) => values.length);
  const [first, behind] = [new Int32Array(parts.length), new Int32Array(parts.length)];
  for (;;) {
    const pivot = middleOf(parts, from, to);
    let [less, upTo] = [0, 0];
    for (const [k, part] of parts.entries()) {
      first[k] = placeIn(part.values, pivot, from[k]!, to[k]!, false);
      behind[k] = placeIn(part.values, pivot, first[k], to[k]!, true);
      less += countTo(part, first[k]);
      upTo += countTo(part, behind[k]);
    }
    if (place >= less && place < upTo) return pivot;
    if (place < less) to.set(first);
    else from.set(behind);
  }
}

/** Of what is left of all parts the middles, and of these the middle one: each counts for as many values as it is of. */
function middleOf(parts: readonly SortedValues[], from: Int32Array, to: Int32Array): number {
  const middles: { readonly value: number; readonly weight: number }[] = [];
  let left = 0;
  for (const [k, part] of parts.entries()) {
    if (from[k]! >= to[k]!) continue;
    const weight = countTo(part, to[k]!) - countTo(part, from[k]!);
    middles.push({ value: part.values[placeOfCount(part, countTo(part, from[k]!) + (weight >> 1), from[k]!, to[k]!)]!, weight });
    left += weight;
  }
  middles.sort((a, b) => a.value - b.value || 0);
  let k = 0;
  for (let passed = middles[0]!.weight; 2 * passed < left; passed += middles[++k]!.weight);
  return middles[k]!.value;
}

/** Where the value is that has so many before it. */
function placeOfCount(part: SortedValues, count: number, from: number, to: number): number {
  if (part.ends === null) return count;
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (part.ends[middle]! <= count) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first place, of these, whose value is not less, or with `behind` greater. */
export function placeIn(values: Float64Array, value: number, from: number, to: number, behind: boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value || (behind && values[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
