import type { GroupbyOptions } from "@framepool/frame";
import type { ErrorOptions } from "../faults/error-options.js";
import type { Step } from "../plan/plan.js";
import { columnsNamed, isInParts, type AggregatePlan, type SeriesPlan, type SpecsPlan } from "../reductions/aggregates.js";

/** Steps as they run by `onError`: where a group may be left out or set aside, users' aggregates are given whole groups, too. */
export function stepsFor({ onError = "fail" }: ErrorOptions, steps: readonly Step[]): readonly Step[] {
  if (onError === "fail") return steps;
  return steps.map((step) => (step.op === "groupby.agg" && step.tasks.length > 0 ? { ...step, op: "groupby.aggSeries", call: "groupby.agg" } : step));
}

/** The steps that aggregate groups: part by part, or where a function needs whole groups with all rows together. */
export function aggregateSteps(groups: { readonly keys: readonly string[]; readonly options: GroupbyOptions }, plan: SpecsPlan<AggregatePlan | SeriesPlan>): readonly Step[] {
  const step: Step = isInParts(plan) ? { op: "groupby.agg", ...groups, ...plan } : { op: "groupby.aggSeries", call: "groupby.agg", ...groups, ...plan };
  const columns = columnsNamed(groups.keys, plan);
  return columns === null ? [step] : [{ op: "select", columns }, step];
}
