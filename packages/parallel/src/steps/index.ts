import type { Step } from "../plan.js";
import { apply } from "./apply.js";
import { mapPartitions } from "./map-partitions.js";
import type { StepValue } from "./step-value.js";

export type { StepValue } from "./step-value.js";

/** The work of each step: what it does to one part, with the user's function bound to its captures and context. */
export const WORK: Readonly<Record<Step["op"], (before: StepValue, fn: (input: unknown) => unknown) => StepValue | Promise<StepValue>>> = { mapPartitions, apply };
