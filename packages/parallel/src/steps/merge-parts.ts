import type { DataFrame, MergeOptions } from "@framepool/frame";
import { COLUMNS, frameOf, mergerWith } from "@framepool/frame/internal";
import { rowsOfSide, type Side } from "../plan/sides.js";
import { onFrame } from "./on-frame.js";
import type { StepValue } from "./step-value.js";

/** `merge(right, options)` where each row of the left finds its partners by itself. */
export interface MergePartsStep {
  readonly op: "merge.parts";
  readonly call: "merge";
  readonly right: Side;
  readonly options: MergeOptions;
}

/** Work of `merge(right)`: the rows of the part, in their order, beside those of the right that match. */
export function mergeParts(before: StepValue, step: MergePartsStep): StepValue {
  return { ...onFrame("merge", before, mergerOf(step)), trace: null };
}

const mergers = new WeakMap<MergePartsStep, (frame: DataFrame) => DataFrame>();

/** What merges a part: the keys of the right side are indexed once in each worker. */
function mergerOf(step: MergePartsStep): (frame: DataFrame) => DataFrame {
  let merger = mergers.get(step);
  if (merger === undefined) {
    const merge = mergerWith(rowsOfSide(step.right), step.options);
    merger = (frame) => {
      const merged = merge(frame);
      return frameOf(merged[COLUMNS], merged.numRows);
    };
    mergers.set(step, merger);
  }
  return merger;
}
