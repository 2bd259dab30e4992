import { checkGroupsCall } from "../plan/check-call.js";
import { planSpecs, type GroupAggfunc } from "../reductions/plan-specs.js";
import type { GroupTransformStep, WithinVerb } from "./groupby-transform.js";

/** What `transform` is given, as data: an aggregate, or a function of a group's Series. Throws CaptureError for a function that cannot travel, ArgumentError for no such aggregate. */
export function planTransform(by: unknown, file: string | null): Pick<GroupTransformStep, "by" | "tasks"> {
  const { aggregates: [aggregate], tasks } = planSpecs({ value: { column: "value", aggfunc: by as GroupAggfunc } }, { op: "groupby.transform", file });
  return aggregate!.of === "series" ? { by: { of: "function" }, tasks } : { by: { of: "aggregate", aggregate: aggregate! }, tasks };
}

/** A verb within groups, as data. Throws ArgumentError for options that it does not have. */
export function planWithin(verb: WithinVerb, args: readonly unknown[]): Pick<GroupTransformStep, "by" | "tasks"> {
  checkGroupsCall(verb !== "ngroup", verb, ...args);
  return { by: { of: "verb", verb, args }, tasks: [] };
}
