import { Shuffle } from "../take/Shuffle.js";
import { orderByLevels, type Level, type NaPosition } from "./order-by-keys.js";
import { Passes } from "./radix-order.js";
import type { SortKeys } from "./sort-keys.js";
import { largest, wordBuckets, type WordBuckets } from "./word-buckets.js";

/** Keys without what is known of them all. */
type Words = Omit<SortKeys, "extent">;

/**
 * Where all rows go in the order of several keys, the first above the others. Rows are put into buckets of neighbouring words of the
 * first keys, as they lie, and each bucket is sorted by itself, near the processor. The first keys' memory is used up. Null where there
 * are none, or one bucket would hold most rows.
 */
export function orderByBuckets([first, ...others]: readonly Level[], naPosition: NaPosition): Shuffle | null {
  const buckets = first === undefined ? null : wordBuckets(first, naPosition);
  if (buckets === null) return null;
  const { ascending, keys: { high, low, missing } } = first!;
  const { length } = low;
  const places = new Int32Array(length);
  // Until values are picked their room is that of the first keys.
  const room = new ArrayBuffer(8 * length);
  const top = putIntoBuckets(high ?? low, missing, buckets, places, new Uint32Array(room, 0, length));
  const own = high === null ? { high, low: top, missing: null } : { high: top, low: put(low, places, new Uint32Array(room, 4 * length, length)), missing: null };
  const rest = others.map((level) => ({ keys: putKeys(level.keys, places), ascending: level.ascending }));
  const targets = new Int32Array((high ?? low).buffer);
  const passes = new Passes(largest(buckets));
  const { starts, gone, extents } = buckets;
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    const [begin, end] = [starts[bucket]!, starts[bucket + 1]!];
    const levels: Level[] = rest.map((level) => ({ keys: { ...cut(level.keys, begin, end), extent: null }, ascending: level.ascending }));
    if (bucket !== gone) levels.unshift({ keys: { ...cut(own, begin, end), extent: extents[bucket]! }, ascending });
    setTargets(orderByLevels(levels, naPosition, bucket === gone ? undefined : passes), begin, end, targets);
  }
  return new Shuffle(places, targets, room);
}

/** Puts each word to the next place of its bucket, and says which that is. */
function putIntoBuckets(words: Uint32Array, missing: Uint8Array | null, { least, shift, numbers, gone, starts }: WordBuckets, places: Int32Array, to: Uint32Array): Uint32Array {
  const next = starts.slice();
  for (let row = 0; row < words.length; row++) {
    const word = words[row]!;
    const bucket = missing !== null && missing[row] === 1 ? gone : numbers[(word - least) >>> shift]!;
    const place = next[bucket]!++;
    places[row] = place;
    to[place] = word;
  }
  return to;
}

function put<T extends Uint32Array | Uint8Array>(values: T, places: Int32Array, to: T): T {
  for (let row = 0; row < places.length; row++) to[places[row]!] = values[row]!;
  return to;
}

function putKeys({ high, low, missing }: Words, places: Int32Array): Words {
  const { length } = places;
  return {
    high: high && put(high, places, new Uint32Array(length)),
    low: put(low, places, new Uint32Array(length)),
    missing: missing && put(missing, places, new Uint8Array(length)),
  };
}

function cut({ high, low, missing }: Words, begin: number, end: number): Words {
  return { high: high && high.subarray(begin, end), low: low.subarray(begin, end), missing: missing && missing.subarray(begin, end) };
}

/** What lies at the `order[i]`th place of a bucket goes to its `i`th; null: all stay. */
function setTargets(order: Int32Array | null, begin: number, end: number, targets: Int32Array): void {
  if (order === null) for (let i = begin; i < end; i++) targets[i] = i;
  else for (let i = 0; i < order.length; i++) targets[begin + order[i]!] = begin + i;
}
