import { blocksOf, startsOf, type GroupedValues, type GroupValues } from "./grouped-values.js";

/** Buckets of a group at most, and at least where they are used. */
const MOST_BUCKETS = 4096;
const FEWEST_BUCKETS = 64;
/** Buckets of all groups: their counts stay near the processor. */
const ALL_BUCKETS = 2 ** 16;

/**
 * The values that lie in the bucket of a quantile: the range of all values is cut into equal parts, and how many values of
 * a group lie in each says in which one the quantile is, so that all others need be neither copied nor put in order. null
 * where groups are many for their values, or the values cannot be cut so: all are one, or some infinite.
 */
export function valuesAround(parts: readonly GroupedValues[], groups: number, q: number): GroupValues | null {
  const rows = parts.reduce((sum, { values }) => sum + values.length, 0);
  const buckets = Math.min(MOST_BUCKETS, Math.floor(Math.min(ALL_BUCKETS, rows / 8) / groups));
  const { low, high } = buckets < FEWEST_BUCKETS ? { low: 0, high: 0 } : extentOf(parts);
  const scale = (buckets - 1) / (high - low);
  if (!Number.isFinite(scale) || scale <= 0) return null;
  const filled = new Int32Array((groups + 1) * (buckets + 1));
  for (const { values, codes } of blocksOf(parts)) countBuckets(values, codes, low, scale, buckets + 1, filled);
  const wanted = wantedBuckets(filled, groups, buckets + 1, q);
  const starts = startsOf(wanted.sizes);
  const values = new Float64Array(starts[groups]!);
  const next = starts.slice(0, groups);
  const reaches = reachesOf(wanted);
  for (const block of blocksOf(parts)) pickBuckets(block.values, block.codes, low, scale, wanted, reaches, values, next);
  return { counts: wanted.counts, values, starts, below: wanted.below };
}

/** The buckets in which the two values next to a quantile lie, of each group. */
interface WantedBuckets {
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** how many values lie in them */
  readonly sizes: Float64Array;
  /** how many lie in the buckets before them */
  readonly below: Int32Array;
  /** how many lie in all */
  readonly counts: Float64Array;
}

function wantedBuckets(filled: Int32Array, groups: number, width: number, q: number): WantedBuckets {
  const [first, last, below] = [new Int32Array(groups), new Int32Array(groups), new Int32Array(groups)];
  const [sizes, counts] = [new Float64Array(groups), new Float64Array(groups)];
  for (let group = 0; group < groups; group++) {
    const own = filled.subarray((group + 1) * width, (group + 2) * width);
    own[0] = 0;
    const count = own.reduce((sum, size) => sum + size, 0);
    counts[group] = count;
    if (count === 0) continue;
    const place = Math.floor(q * (count - 1));
    let bucket = 0;
    let passed = 0;
    while (passed + own[bucket]! <= place) passed += own[bucket++]!;
    first[group] = bucket;
    below[group] = passed;
    let size = own[bucket]!;
    while (passed + size < Math.min(place + 2, count)) size += own[++bucket]!;
    last[group] = bucket;
    sizes[group] = size;
  }
  return { first, last, sizes, below, counts };
}

function extentOf(parts: readonly GroupedValues[]): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const { values } of blocksOf(parts)) {
    const own = extentIn(values);
    low = Math.min(low, own.low);
    high = Math.max(high, own.high);
  }
  return { low, high };
}

function extentIn(values: Float64Array): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** Of buckets the first is for NaN, and of groups for what belongs to none: no branch depends on a value. */
function countBuckets(values: Float64Array, codes: Int32Array, low: number, scale: number, width: number, filled: Int32Array): void {
  for (let i = 0; i < codes.length; i++) filled[(codes[i]! + 1) * width + (((values[i]! - low) * scale + 1) | 0)]!++;
}

/** Nearly all values are sorted out by one comparison that is seldom true: one with either side would often be guessed wrong. */
interface Reaches {
  readonly middles: Float64Array;
  readonly halves: Float64Array;
}

function reachesOf({ first, last }: WantedBuckets): Reaches {
  return {
    middles: Float64Array.from(first, (bucket, group) => (bucket + last[group]! + 1) / 2),
    halves: Float64Array.from(first, (bucket, group) => (last[group]! - bucket) / 2 + 1),
  };
}

function pickBuckets(values: Float64Array, codes: Int32Array, low: number, scale: number, { first, last }: WantedBuckets, { middles, halves }: Reaches, picked: Float64Array, next: Int32Array): void {
  for (let i = 0; i < codes.length; i++) {
    const group = codes[i]!;
    if (group < 0) continue;
    const at = (values[i]! - low) * scale + 1;
    if (!(Math.abs(at - middles[group]!) <= halves[group]!)) continue;
    const bucket = Math.floor(at);
    if (bucket >= first[group]! && bucket <= last[group]!) picked[next[group]!++] = values[i]!;
  }
}
