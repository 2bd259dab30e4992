import { copyWithGaps } from "../verbs/numbers/numbers-with-gaps.js";
import { countValues } from "./count.js";
import { BLOCK } from "../verbs/numbers/number-blocks.js";

/** Cells of a part of the rows. */
export interface GroupedValues {
  readonly values: Float64Array;
  /** which of them are there; null if all are. NaN is not, either. */
  readonly validity: Uint8Array | null;
  /** the group of each cell, -1 for none; null if all are of group 0 */
  readonly codes: Int32Array | null;
}

/** The cells of all parts, NaN where one is missing, a block at a time: each is gone when the next one comes. */
export function* blocksOf(parts: readonly GroupedValues[]): Generator<{ readonly values: Float64Array; readonly codes: Int32Array }> {
  // No more room than there are cells: a frame of many columns has few in each.
  const most = parts.reduce((longest, { values }) => Math.max(longest, Math.min(BLOCK, values.length)), 0);
  const room = new Float64Array(most);
  const zeros = new Int32Array(most);
  for (const { values, validity, codes } of parts) {
    for (let begin = 0; begin < values.length; begin += BLOCK) {
      const own = values.subarray(begin, begin + BLOCK);
      const gapped = validity === null ? own : copyWithGaps(own, validity.subarray(begin >> 3), room.subarray(0, own.length));
      yield { values: gapped, codes: codes === null ? zeros.subarray(0, own.length) : codes.subarray(begin, begin + BLOCK) };
    }
  }
}

/** Values group by group, in no order: of each group all that lie between two of its values. */
export interface GroupValues {
  /** how many values each group has */
  readonly counts: Float64Array;
  /** those of group `g` that are here are `values[starts[g]]` up to `values[starts[g + 1]]` */
  readonly values: Float64Array;
  readonly starts: Int32Array;
  /** how many of each group are not here because they are less */
  readonly below: Int32Array;
}

/** All values. */
export function valuesByGroup(parts: readonly GroupedValues[], groups: number): GroupValues {
  const counts = new Float64Array(groups);
  for (const { values, codes } of blocksOf(parts)) countValues(counts, values, codes);
  const starts = startsOf(counts);
  const next = starts.slice(0, groups);
  const sorted = new Float64Array(starts[groups]!);
  for (const { values, codes } of blocksOf(parts)) placeValues(values, codes, sorted, next);
  return { counts, values: sorted, starts, below: new Int32Array(groups) };
}

function placeValues(values: Float64Array, codes: Int32Array, sorted: Float64Array, next: Int32Array): void {
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && values[i] === values[i]) sorted[next[codes[i]!]!++] = values[i]!;
}

/** Where so many values of each group begin, one group behind the other; one more entry holds the number of all. */
export function startsOf(counts: Float64Array): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  for (let group = 0; group < counts.length; group++) starts[group + 1] = starts[group]! + counts[group]!;
  return starts;
}
