import type { DataType } from "../data-types.js";
import { newFloats } from "../verbs/numbers/floats.js";
import type { Aggregate } from "./aggregate.js";
import { mergeCounts } from "./count.js";
import { exactSums, meanOf, mergeSums, type ExactSums } from "./exact-sums.js";
import { enough, statisticColumn } from "./results.js";
import { addNumbers, addWholeNumbers } from "./sum.js";

interface State {
  readonly type: DataType;
  readonly sums: ExactSums;
  readonly counts: Float64Array;
}

/** The exact sum, rounded once, divided by how many cells are there; missing where none is. Of times a time. */
export const mean: Aggregate<State> = {
  anyOrder: true,
  init: (groups, type) => ({ type, sums: exactSums(groups), counts: new Float64Array(groups) }),
  add({ sums, counts }, column, codes) {
    addNumbers(sums, "mean", column, codes, counts);
  },
  addWhole({ sums, counts }, column) {
    addWholeNumbers(sums, "mean", column, counts);
  },
  merge({ sums, counts }, other, places) {
    mergeSums(sums, other.sums, places);
    mergeCounts(counts, other.counts, places);
  },
  finish({ type, sums, counts }, name) {
    const values = newFloats(counts.length);
    for (let group = 0; group < values.length; group++) values[group] = counts[group] === 0 ? 0 : meanOf(sums, group, counts[group]!);
    return statisticColumn(name, type, values, enough(counts, 1));
  },
};
