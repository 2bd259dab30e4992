import { onFrame } from "./on-frame.js";
import type { StepValue } from "./step-value.js";

/** Work of `rename(names)`. */
export function rename(before: StepValue, names: readonly (readonly [from: string, to: string])[]): StepValue {
  return onFrame("rename", before, (frame) => frame.rename(Object.fromEntries(names)));
}
