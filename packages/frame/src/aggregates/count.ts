import { bitAt } from "../bitmap.js";
import type { Column } from "../column.js";
import { countPresent, presentBits } from "../verbs/cells/present.js";
import type { Aggregate } from "./aggregate.js";
import { countColumn } from "./results.js";

/** How many cells each group has that are there. */
export const count: Aggregate<Float64Array> = {
  anyOrder: true,
  init: (groups) => new Float64Array(groups),
  add: countCells,
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
  add(counts, _column, codes) {
    for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) counts[codes[i]!]!++;
  },
  merge: mergeCounts,
  finish: (counts, name) => countColumn(name, counts),
};

function countCells(counts: Float64Array, column: Column, codes: Int32Array): void {
  const present = presentBits(column);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && (present === null || bitAt(present, i))) counts[codes[i]!]!++;
}

/** Counts the values that are not NaN. */
export function countValues(counts: Float64Array, values: Float64Array, codes: Int32Array): void {
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && values[i] === values[i]) counts[codes[i]!]!++;
}

export function mergeCounts(counts: Float64Array, other: Float64Array, places: Int32Array): void {
  for (let group = 0; group < places.length; group++) if (places[group]! >= 0) counts[places[group]!]! += other[group]!;
}
