import { blocksOf, type GroupedValues } from "./grouped-values.js";

/** Different values, rising, and how many of each every group has: of group `g` and `values[k]` it is `counts[g * values.length + k]`. Zeros are one, whatever their sign. */
export interface CountedValues {
  readonly values: Float64Array;
  readonly counts: Int32Array;
}

/** So many different values at most are counted by a table, of so many slots. */
export const FEW = 1024;
const SLOTS = 4096;

/** Integers from `low` to `high`, each at its place. */
export function countedByPlace(part: GroupedValues, groups: number, low: number, high: number): CountedValues {
  const width = high - low + 1;
  const counts = new Int32Array(groups * width);
  for (const { values, codes } of blocksOf([part])) {
    for (let i = 0; i < values.length; i++) if (values[i] === values[i] && codes[i]! >= 0) counts[codes[i]! * width + values[i]! - low]!++;
  }
  const found = new Uint8Array(width);
  for (let g = 0; g < groups; g++) for (let k = 0; k < width; k++) if (counts[g * width + k] !== 0) found[k] = 1;
  const places: number[] = [];
  for (let k = 0; k < width; k++) if (found[k] === 1) places.push(k);
  return { values: Float64Array.from(places, (place) => low + place), counts: picked(counts, groups, width, places) };
}

/** Null where more than {@link FEW} are different. NaN is counted like any value, and so are cells of no group, which are left out at the end: no branch depends on a cell. */
export function countedByTable(part: GroupedValues, groups: number): CountedValues | null {
  const slots = new Int32Array(3 * SLOTS);
  const counts = new Int32Array((groups + 1) * FEW);
  const distinct: number[] = [];
  for (const { values, codes } of blocksOf([part])) {
    const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    for (let i = 0; i < values.length; i++) {
      const low = words[2 * i]!;
      const bits = words[2 * i + 1]!;
      const high = (low | (bits << 1)) === 0 ? 0 : bits; // of -0 that of 0
      let slot = (Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 20) * 3;
      // The number of the value from 1, and its two words; 0: the slot is free.
      while (slots[slot] !== 0 && (slots[slot + 1] !== low || slots[slot + 2] !== high)) slot = (slot + 3) % slots.length;
      if (slots[slot] === 0) {
        if (distinct.length === FEW) return null;
        slots[slot] = distinct.push(values[i]!);
        slots[slot + 1] = low;
        slots[slot + 2] = high;
      }
      counts[(codes[i]! + 1) * FEW + slots[slot]! - 1]!++;
    }
  }
  const places = [...distinct.keys()].filter((place) => !Number.isNaN(distinct[place])).sort((a, b) => distinct[a]! - distinct[b]! || 0);
  return { values: Float64Array.from(places, (place) => distinct[place]!), counts: picked(counts.subarray(FEW), groups, FEW, places) };
}

/** Of each group the counts at those places. */
function picked(counts: Int32Array, groups: number, width: number, places: readonly number[]): Int32Array {
  const made = new Int32Array(groups * places.length);
  let at = 0;
  for (let g = 0; g < groups; g++) for (const place of places) made[at++] = counts[g * width + place]!;
  return made;
}
