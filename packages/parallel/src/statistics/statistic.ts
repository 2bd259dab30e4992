import type { PartStep, ReductionStep } from "../plan/plan.js";

/** A step on parts that needs something of the whole: one pass finds it, the next uses it. */
export interface Statistic<Step, Found = unknown> {
  /** What the first pass finds; null: nothing is needed. */
  needs(step: Step): ReductionStep | null;
  /** What the second pass does. */
  then(step: Step, found: Found | null): PartStep;
}
