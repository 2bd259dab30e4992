import type { Level, NaPosition } from "./order-by-keys.js";
import type { Extent } from "./sort-keys.js";

/** Rows of one bucket: their words, and what sorting them takes, stay near the processor. */
const BUCKET = 2 ** 17;
/** So many leading bits of a word say in which bucket it is; the more where the fewer leave many words in one. */
const FEW_BITS = 12;
const MANY_BITS = 16;
const LARGE = 2 * BUCKET;

/** Buckets of the first words of keys, by their leading bits, in the order in which they are wanted. */
export interface WordBuckets {
  readonly least: number;
  readonly shift: number;
  /** the bucket of each number that the leading bits make */
  readonly numbers: Uint16Array;
  /** the bucket of missing rows */
  readonly gone: number;
  /** where the rows of each bucket begin; one more entry holds the number of all */
  readonly starts: Int32Array;
  /** which words each bucket is for, but that of missing rows */
  readonly extents: readonly Extent[];
}

/** Null where one bucket would hold most of the rows. */
export function wordBuckets({ keys: { high, low, missing, extent }, ascending }: Level, naPosition: NaPosition): WordBuckets | null {
  const words = high ?? low;
  const { least, most } = extent ?? extentOf(words, missing);
  const cut = (width: number): WordBuckets => {
    const shift = Math.max(0, 32 - Math.clz32(most - least) - width);
    const counts = new Int32Array(((most - least) >>> shift) + 1);
    const gone = countWords(words, missing, least, shift, counts);
    return { least, shift, ...filledBuckets(counts, gone, { ascending, naPosition }, (number) => least + number * 2 ** shift) };
  };
  let buckets = cut(FEW_BITS);
  if (largest(buckets) > LARGE && buckets.shift > 0) buckets = cut(MANY_BITS);
  return largest(buckets) * 2 > words.length ? null : buckets;
}

/** Rows of the largest bucket, but that of missing rows. */
export function largest({ starts, gone }: WordBuckets): number {
  let most = 0;
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) if (bucket !== gone) most = Math.max(most, starts[bucket + 1]! - starts[bucket]!);
  return most;
}

function extentOf(words: Uint32Array, missing: Uint8Array | null): Extent {
  let least = 0xffff_ffff;
  let most = 0;
  for (let row = 0; row < words.length; row++) {
    if (missing !== null && missing[row] === 1) continue;
    least = Math.min(least, words[row]!);
    most = Math.max(most, words[row]!);
  }
  return least > most ? { least: 0, most: 0 } : { least, most };
}

/** Counts the numbers that leading bits make, and gives how many rows are missing. */
function countWords(words: Uint32Array, missing: Uint8Array | null, least: number, shift: number, counts: Int32Array): number {
  let gone = 0;
  for (let row = 0; row < words.length; row++) {
    if (missing !== null && missing[row] === 1) gone++;
    else counts[(words[row]! - least) >>> shift]!++;
  }
  return gone;
}

/** Neighbouring numbers share a bucket as far as they fit into one. */
function filledBuckets(counts: Int32Array, missing: number, { ascending, naPosition }: { ascending: boolean; naPosition: NaPosition }, wordOf: (number: number) => number): Omit<WordBuckets, "least" | "shift"> {
  const numbers = new Uint16Array(counts.length);
  const sizes = naPosition === "first" ? [missing, 0] : [0];
  const extents = sizes.map(() => ({ least: 0xffff_ffff, most: 0 }));
  for (let k = 0; k < counts.length; k++) {
    const number = ascending ? k : counts.length - 1 - k;
    let bucket = sizes.length - 1;
    if (sizes[bucket]! > 0 && sizes[bucket]! + counts[number]! > BUCKET) {
      bucket = sizes.push(0) - 1;
      extents.push({ least: 0xffff_ffff, most: 0 });
    }
    numbers[number] = bucket;
    sizes[bucket]! += counts[number]!;
    extents[bucket] = { least: Math.min(extents[bucket]!.least, wordOf(number)), most: Math.max(extents[bucket]!.most, Math.min(wordOf(number + 1) - 1, 0xffff_ffff)) };
  }
  const gone = naPosition === "first" ? 0 : sizes.push(missing) - 1;
  const starts = new Int32Array(sizes.length + 1);
  for (const [bucket, size] of sizes.entries()) starts[bucket + 1] = starts[bucket]! + size;
  return { numbers, gone, starts, extents };
}
