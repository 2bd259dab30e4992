import type { DummyOptions } from "@framepool/frame";
import { COLUMNS, dummiesWith, frameOf } from "@framepool/frame/internal";
import type { Categories } from "../reductions/categories.js";
import { onFrame } from "./on-frame.js";
import type { StepValue } from "./step-value.js";

/** Dummies of values that are known. */
export interface DummiesStep {
  readonly op: "dummies";
  readonly call: "getDummies";
  readonly columns: readonly Categories[];
  readonly options: DummyOptions;
}

/** Work of `getDummies(columns)`, when the values of all rows are known. */
export function dummies(before: StepValue, { columns, options }: DummiesStep): StepValue {
  return onFrame("getDummies", before, (frame) => {
    const table = dummiesWith(frame, columns, options);
    return frameOf(table[COLUMNS], table.numRows);
  });
}
