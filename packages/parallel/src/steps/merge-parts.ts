import type { MergeOptions } from "@framepool/frame";
import { rowsOfSide, type Side } from "../sides.js";
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
export function mergeParts(before: StepValue, { right, options }: MergePartsStep): StepValue {
  return { ...onFrame("merge", before, (frame) => frame.merge(rowsOfSide(right), options)), trace: null };
}
