import { onFrame } from "./on-frame.js";
import type { StepValue } from "./step-value.js";

/** Work of `select(columns)`. */
export function select(before: StepValue, columns: readonly string[]): StepValue {
  return onFrame("select", before, (frame) => frame.select(columns));
}
