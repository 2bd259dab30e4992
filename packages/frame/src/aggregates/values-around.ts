import { blocksOf, startsOf, type GroupedValues, type GroupValues } from "./grouped-values.js";

/** Buckets of a group at most, and at least where they are used. */
const MOST_BUCKETS = 4096;
const FEWEST_BUCKETS = 64;
/** Buckets of all groups: their counts stay near the processor. */
const ALL_BUCKETS = 2 ** 16;

/** Quantiles that are looked for at once: each is one bit of a number. */
const AT_ONCE = 31;

/**
 * For each quantile the values that lie in its bucket: the range of all values is cut into equal parts, and how many values
 * of a group lie in each says in which one the quantile is, so that all others need be neither copied nor put in order. null
 * where groups are many for their values, or the values cannot be cut so: all are one, or some infinite.
 */
export function valuesAround(parts: readonly GroupedValues[], groups: number, qs: readonly number[]): readonly GroupValues[] | null {
  const rows = parts.reduce((sum, { values }) => sum + values.length, 0);
  const buckets = Math.min(MOST_BUCKETS, Math.floor(Math.min(ALL_BUCKETS, rows / 8) / groups));
  const { low, high } = buckets < FEWEST_BUCKETS ? { low: 0, high: 0 } : extentOf(parts);
  const scale = (buckets - 1) / (high - low);
  if (!Number.isFinite(scale) || scale <= 0) return null;
  const cut: Cut = { low, scale, width: buckets + 1 };
  const filled = new Int32Array((groups + 1) * cut.width);
  for (const { values, codes } of blocksOf(parts)) countBuckets(values, codes, cut, filled);
  const wanted = qs.map((q) => wantedBuckets(filled, groups, cut.width, q));
  for (let begin = 0; begin < qs.length; begin += AT_ONCE) pickBuckets(parts, cut, wanted.slice(begin, begin + AT_ONCE), filled);
  return wanted;
}

/** The range of all values in equal buckets. Of a group's the first is for NaN, and of groups for what belongs to none: no branch depends on a value. */
interface Cut {
  readonly low: number;
  readonly scale: number;
  /** buckets of a group */
  readonly width: number;
}

function countBuckets(values: Float64Array, codes: Int32Array, { low, scale, width }: Cut, filled: Int32Array): void {
  for (let i = 0; i < codes.length; i++) filled[(codes[i]! + 1) * width + (((values[i]! - low) * scale + 1) | 0)]!++;
}

/** The buckets in which the two values next to a quantile lie, of each group, and room for the values in them. */
interface WantedBuckets extends GroupValues {
  readonly first: Int32Array;
  readonly last: Int32Array;
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
  const starts = startsOf(sizes);
  return { first, last, below, counts, starts, values: new Float64Array(starts[groups]!) };
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

/** Fills the values in. Nearly all are sorted out by one look, which is seldom guessed wrong. `asked` is written over. */
function pickBuckets(parts: readonly GroupedValues[], { low, scale, width }: Cut, wanted: readonly WantedBuckets[], asked: Int32Array): void {
  askBuckets(wanted, width, asked);
  const next = wanted.map(({ starts }) => starts.slice());
  for (const { values, codes } of blocksOf(parts)) {
    for (let i = 0; i < codes.length; i++) {
      const which = asked[(codes[i]! + 1) * width + (((values[i]! - low) * scale + 1) | 0)]!;
      for (let left = which, k = 0; left !== 0; left >>= 1, k++) if ((left & 1) !== 0) wanted[k]!.values[next[k]![codes[i]!]!++] = values[i]!;
    }
  }
}

/** Bit `k` of a bucket says whether the quantile `k` wants it. */
function askBuckets(wanted: readonly WantedBuckets[], width: number, asked: Int32Array): void {
  asked.fill(0);
  for (const [k, { first, last, counts }] of wanted.entries()) {
    for (let group = 0; group < counts.length; group++) {
      if (counts[group] === 0) continue;
      for (let bucket = first[group]!; bucket <= last[group]!; bucket++) asked[(group + 1) * width + bucket]! |= 1 << k;
    }
  }
}
