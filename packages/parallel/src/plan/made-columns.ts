import { isExchange } from "../exchanges/index.js";
import { isReduction } from "../reductions/index.js";
import { isStatistic } from "../statistics/index.js";
import type { AssignStep } from "../steps/assign.js";
import { OTHER_ROWS } from "../steps/verb.js";
import { tasksOf } from "./functions.js";
import type { Step } from "./plan.js";
import { isSided, settledOp } from "./sides.js";

/** `assign(columns)` where some of them are made by steps of their own (`pipe.col("x").shift()`), of the rows that come to it. */
export interface MadeColumnsStep {
  readonly op: "assign.made";
  readonly call: "assign";
  readonly branches: readonly (readonly Step[])[];
  readonly then: AssignStep;
}

export function makesColumns(step: { readonly op: string }): step is MadeColumnsStep {
  return step.op === "assign.made";
}

/** The steps with those that make columns among them, instead of the step that sets these beside the others. */
export function withBranches(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => (makesColumns(step) ? [...step.branches.flatMap(withBranches), step.then] : [step]));
}

/** Whether steps call functions of the user's. */
export function callsFunctions(steps: readonly Step[]): boolean {
  return withBranches(steps).some((step) => tasksOf(step).length > 0);
}

/** Steps whose rows are those that come to them, in their order. */
const KEEPS_ROWS: ReadonlySet<Step["op"]> = new Set<Step["op"]>([
  "select", "drop", "rename", "series", "accessor", "apply", "applymap", "map", "where", "mask", "assign", "assign.made", "transform", "getDummies", "neighbours", "columnwise", "rolling", "groupby.transform",
]);

/** Whether a step gives a row for each that comes to it, but for those that `onError` leaves out. */
export function keepsRows(step: Step): boolean {
  return step.op === "verb" ? !OTHER_ROWS.includes(step.call) : KEEPS_ROWS.has(step.op);
}

/** Whether steps look at the rows of several parts. */
export function looksAcross(steps: readonly Step[]): boolean {
  return withBranches(steps).some((step) => isReduction(step) || isStatistic(step) || isExchange(step) || (isSided(step) && settledOp(step) !== "merge.parts"));
}

/**
 * Whether a column is made part by part: of the rows of each, or with little of the whole that a pass before finds. A
 * function of the user's before such a pass would be called twice.
 */
export function isMadeInParts(branch: readonly Step[]): boolean {
  const steps = withBranches(branch);
  const called = steps.findIndex((step) => tasksOf(step).length > 0);
  return steps.every((step, i) => !isExchange(step) && !(isStatistic(step) && called >= 0 && called < i));
}
