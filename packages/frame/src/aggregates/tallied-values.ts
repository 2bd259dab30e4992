import { countedByPlace, countedByTable, FEW, type CountedValues } from "./counted-values.js";
import { startsOf, type GroupedValues, type GroupValues } from "./grouped-values.js";
import { extentOf, placeIn, sampleOf } from "./sorted-values.js";

/** Cells of a part of the rows of which those of a group that are equal stand once. None is missing. */
export interface TalliedValues {
  readonly values: Float64Array;
  /** the group of each, -1 for none */
  readonly codes: Int32Array;
  /** how many there are of each */
  readonly times: Int32Array;
}

/** Integers are counted by their places in so much room for all groups at most, and where cells are so many times as many as what is sent of them. */
const MOST_COUNTS = 2 ** 16;
const CELLS_A_COUNT = 4;

/** The cells of a part, counted; null where that is not worth it: few are there for their groups, or many are different. */
export function talliedValues(part: GroupedValues, groups: number): TalliedValues | null {
  const counted = groups * FEW <= part.values.length ? countedInGroups(part, groups) : null;
  if (counted === null) return null;
  const { values, counts } = counted;
  const at: number[] = [];
  for (let i = 0; i < counts.length; i++) if (counts[i] !== 0) at.push(i);
  if (at.length * CELLS_A_COUNT > part.values.length) return null;
  return {
    values: Float64Array.from(at, (i) => values[i % values.length]!),
    codes: Int32Array.from(at, (i) => Math.floor(i / values.length)),
    times: Int32Array.from(at, (i) => counts[i]!),
  };
}

function countedInGroups(part: GroupedValues, groups: number): CountedValues | null {
  const sample = sampleOf(part);
  if (sample.areIntegers) {
    const { count, low, high, areIntegers } = extentOf(part);
    if (count > 0 && areIntegers && groups * (high - low + 1) <= MOST_COUNTS) return countedByPlace(part, groups, low, high);
  }
  return sample.areFew ? countedByTable(part, groups) : null;
}

/** The cells as they were, in another order. */
export function untallied({ values, codes, times }: TalliedValues): GroupedValues {
  const size = times.reduce((sum, count) => sum + count, 0);
  const [allValues, allCodes] = [new Float64Array(size), new Int32Array(size)];
  for (let i = 0, from = 0; i < times.length; from += times[i++]!) {
    allValues.fill(values[i]!, from, from + times[i]!);
    allCodes.fill(codes[i]!, from, from + times[i]!);
  }
  return { values: allValues, validity: null, codes: allCodes };
}

/** For each quantile of each group the two values next to it, or the one that it is. */
export function talliedAround(parts: readonly TalliedValues[], groups: number, qs: readonly number[]): GroupValues[] {
  const grouped = byGroup(parts, groups);
  const found = qs.map(() => ({ counts: new Float64Array(groups), values: [] as number[], starts: new Int32Array(groups + 1), below: new Int32Array(groups) }));
  for (let group = 0; group < groups; group++) {
    const [from, to] = [grouped.starts[group]!, grouped.starts[group + 1]!];
    const { values, ends } = endsOf(grouped.values.subarray(from, to), grouped.times.subarray(from, to));
    const count = ends.at(-1) ?? 0;
    for (const [k, q] of qs.entries()) {
      const own = found[k]!;
      const below = Math.floor(q * Math.max(0, count - 1));
      for (const place of [below, below + 1]) if (place < count) own.values.push(values[placeIn(ends, place, 0, ends.length, true)]!);
      own.counts[group] = count;
      own.below[group] = below;
      own.starts[group + 1] = own.values.length;
    }
  }
  return found.map((own) => ({ ...own, values: Float64Array.from(own.values) }));
}

/** The entries of all parts, one group behind the other. */
function byGroup(parts: readonly TalliedValues[], groups: number): { readonly values: Float64Array; readonly times: Int32Array; readonly starts: Int32Array } {
  const sizes = new Float64Array(groups);
  for (const { codes } of parts) for (const code of codes) if (code >= 0) sizes[code]!++;
  const starts = startsOf(sizes);
  const next = starts.slice();
  const [values, times] = [new Float64Array(starts[groups]!), new Int32Array(starts[groups]!)];
  for (const part of parts) {
    for (let i = 0; i < part.codes.length; i++) {
      if (part.codes[i]! < 0) continue;
      const at = next[part.codes[i]!]!++;
      values[at] = part.values[i]!;
      times[at] = part.times[i]!;
    }
  }
  return { values, times, starts };
}

/** Each value once, rising, and how many of all come up to it and with it. */
function endsOf(entries: Float64Array, times: Int32Array): { readonly values: Float64Array; readonly ends: Float64Array } {
  const values = entries.slice().sort();
  let count = 0;
  for (let i = 0; i < values.length; i++) if (i === 0 || values[i] !== values[i - 1]) values[count++] = values[i]!;
  const ends = new Float64Array(count);
  for (let i = 0; i < entries.length; i++) ends[placeIn(values, entries[i]!, 0, count, false)]! += times[i]!;
  for (let k = 1; k < count; k++) ends[k]! += ends[k - 1]!;
  return { values: values.subarray(0, count), ends };
}
