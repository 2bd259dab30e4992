import { bitOf } from "../bitmap.js";
import { countPresent, presentBits } from "../verbs/cells/present.js";
import type { Aggregate } from "./aggregate.js";
import { countColumn } from "./results.js";

/** How many cells each group has that are there. */
export const count: Aggregate<Float64Array> = {
  anyOrder: true,
  init: (groups) => new Float64Array(groups),
  add: (counts, column, codes) => countBits(counts, presentBits(column), codes),
  addWhole(counts, column) {
    counts[0]! += countPresent(column);
  },
  merge: mergeCounts,
  finish: (counts, name) => countColumn(name, counts),
};

/** How many rows each group has, missing cells included. */
export const size: Aggregate<Float64Array> = {
  anyOrder: true,
  init: (groups) => new Float64Array(groups),
  add: (counts, _column, codes) => countBits(counts, null, codes),
  merge: mergeCounts,
  finish: (counts, name) => countColumn(name, counts),
};

/** Counts the rows of each group, those of which a bit is set. No branch depends on a code or on a bit; -1 has a place of its own. */
function countBits(counts: Float64Array, bits: Uint8Array | null, codes: Int32Array): void {
  const found = new Int32Array(counts.length + 1);
  if (bits === null) for (let i = 0; i < codes.length; i++) found[codes[i]! + 1]!++;
  else for (let i = 0; i < codes.length; i++) found[codes[i]! + 1]! += bitOf(bits, i);
  for (let group = 0; group < counts.length; group++) counts[group]! += found[group + 1]!;
}

/** Counts the values that are not NaN. */
export function countValues(counts: Float64Array, values: Float64Array, codes: Int32Array): void {
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && values[i] === values[i]) counts[codes[i]!]!++;
}

export function mergeCounts(counts: Float64Array, other: Float64Array, places: Int32Array): void {
  for (let group = 0; group < places.length; group++) if (places[group]! >= 0) counts[places[group]!]! += other[group]!;
}
