import type { ColumnStep, FunctionStep } from "../plan.js";
import { apply } from "./apply.js";
import { drop } from "./drop.js";
import { mapPartitions } from "./map-partitions.js";
import { rename } from "./rename.js";
import { select } from "./select.js";
import type { StepValue } from "./step-value.js";

export { Heads } from "./head.js";
export type { StepValue } from "./step-value.js";

/** The work of each step: what it does to one part, with the user's function bound to its captures and context. */
export const WORK: Readonly<Record<FunctionStep["op"], (before: StepValue, fn: (input: unknown) => unknown) => StepValue | Promise<StepValue>>> = { mapPartitions, apply };

/** The work of a step that has no function. */
export function onColumns(before: StepValue, step: ColumnStep): StepValue {
  switch (step.op) {
    case "select": return select(before, step.columns);
    case "drop": return drop(before, step.columns);
    case "rename": return rename(before, step.names);
  }
}
