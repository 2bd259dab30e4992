import { radixOrder, type Passes } from "./radix-order.js";
import { rowNumbers } from "./row-numbers.js";
import type { SortKeys } from "./sort-keys.js";

/** Where missing values go. */
export type NaPosition = "first" | "last";

/** The keys of one column to sort by. */
export interface Level {
  readonly keys: SortKeys;
  readonly ascending: boolean;
}

/** All rows in the order of several keys, the first above the others; those that are equal in all of them stay as they are. Null where there are no keys. */
export function orderByLevels(levels: readonly Level[], naPosition: NaPosition, passes?: Passes): Int32Array | null {
  let order: Int32Array | null = null;
  // The last keys first: a stable sort by each of them in turn.
  for (const { keys, ascending } of [...levels].reverse()) order = orderByKeys(order, keys, ascending, naPosition, passes);
  return order;
}

/** Sorts rows (null: all, as they are) by keys, missing ones aside; with `passes`, the result is in their memory. */
export function orderByKeys(order: Int32Array | null, keys: SortKeys, ascending: boolean, naPosition: NaPosition, passes?: Passes): Int32Array {
  const { high, low, missing, extent } = ascending ? keys : turned(keys);
  if (missing === null) return radixOrder(order, high, low, { extent, passes });
  const { there, gone } = parted(order ?? rowNumbers(missing.length), missing);
  const sorted = radixOrder(there, high, low, { extent, passes });
  const all = new Int32Array(there.length + gone.length);
  all.set(naPosition === "first" ? gone : sorted);
  all.set(naPosition === "first" ? sorted : gone, naPosition === "first" ? gone.length : sorted.length);
  return all;
}

/** Keys whose order is the other way round. */
function turned({ high, low, missing, extent }: SortKeys): SortKeys {
  return { high: high && turnedWords(high), low: turnedWords(low), missing, extent: extent && { least: ~extent.most >>> 0, most: ~extent.least >>> 0 } };
}

function turnedWords(words: Uint32Array): Uint32Array {
  const turned = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) turned[i] = ~words[i]!;
  return turned;
}

/** The rows that have a value and those that have none, each in their order. */
function parted(order: Int32Array, missing: Uint8Array): { there: Int32Array; gone: Int32Array } {
  const there = new Int32Array(order.length);
  const gone = new Int32Array(order.length);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (missing[row] === 0) there[count++] = row;
    else gone[i - count] = row;
  }
  return { there: there.subarray(0, count), gone: gone.subarray(0, order.length - count) };
}
