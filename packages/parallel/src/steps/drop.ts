import { onFrame } from "./on-frame.js";
import type { StepValue } from "./step-value.js";

/** Work of `drop(columns)`. */
export function drop(before: StepValue, columns: readonly string[]): StepValue {
  return onFrame("drop", before, (frame) => frame.drop(columns));
}
