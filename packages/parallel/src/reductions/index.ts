import type { ReductionStep } from "../plan/plan.js";
import { agg } from "./agg.js";
import { aggregatedGroups } from "./aggregated-groups.js";
import { applied } from "./applied-groups.js";
import { categories } from "./categories.js";
import { describe } from "./describe.js";
import { distinctKeys } from "./distinct-keys.js";
import { dropDuplicates } from "./drop-duplicates.js";
import { edges } from "./edges.js";
import { extremes } from "./extreme-rows.js";
import { filteredGroups } from "./filtered-groups.js";
import { fit } from "./fit.js";
import { groupAgg } from "./groupby-agg.js";
import { modes } from "./modes.js";
import { orderedRuns } from "./ordered-runs.js";
import { quantiles } from "./quantiles.js";
import { tail } from "./tail.js";
import { distinct, valueCounts } from "./value-counts.js";
import { transformedGroups } from "./transformed-groups.js";
import { windows } from "./windows.js";
import type { Reduction } from "./reduction.js";

export type { Reduction } from "./reduction.js";

const REDUCTIONS: Readonly<Record<string, unknown>> = {
  agg,
  aggregatedGroups,
  appliedGroups: applied,
  categories,
  describe,
  distinct,
  distinctKeys,
  dropDuplicates,
  edges,
  filteredGroups,
  fit,
  "groupby.agg": groupAgg,
  nlargest: extremes,
  nsmallest: extremes,
  modes,
  orderedRuns,
  quantiles,
  tail,
  transformedGroups,
  valueCounts,
  windows,
} satisfies { readonly [Step in ReductionStep as Step["op"]]: Reduction<Step> };

export function isReduction(step: { readonly op: string }): step is ReductionStep {
  return Object.hasOwn(REDUCTIONS, step.op);
}

/** How a step's rows become little. */
export function reductionOf<Step extends ReductionStep>({ op }: Step): Reduction<Step> {
  // The table holds for each op the reduction of its own steps.
  return REDUCTIONS[op] as Reduction<Step>;
}
