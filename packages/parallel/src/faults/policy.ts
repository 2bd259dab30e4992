import type { ShippedTask } from "@framepool/pool/worker-side";
import type { Step } from "../plan/plan.js";

/** What becomes of a row (of an element, group, partition) whose function threw. */
export type Verdict = "fail" | "skip" | "null" | "collect";

export const VERDICTS: readonly unknown[] = ["fail", "skip", "null", "collect"];

/** What a worker has to know of `onError`: plain data, a part of the plan. */
export interface ErrorPolicy {
  readonly onError: Verdict | "ask";
  /** the function that is asked of each error, for `"ask"` */
  readonly ask: ShippedTask | null;
  /** errors of a partition that are told whole: the first ones, in the order of its rows */
  readonly told: number;
}

/** What a step's function is a function of; and whether the step gives a row for each that it is given, in their order. */
export interface StepKind {
  readonly of: "row" | "element" | "group" | "partition";
  readonly keepsRows: boolean;
}

const KINDS: Readonly<Record<string, StepKind>> = {
  "groupby.aggSeries": { of: "group", keepsRows: false },
  "groupby.apply": { of: "group", keepsRows: false },
  "groupby.filter": { of: "group", keepsRows: false },
  "groupby.transform": { of: "group", keepsRows: false },
  rolling: { of: "element", keepsRows: false },
  apply: { of: "row", keepsRows: true },
  applymap: { of: "element", keepsRows: true },
  filter: { of: "row", keepsRows: false },
  map: { of: "element", keepsRows: true },
};

/** Of a step that is not named, a function fails with its whole part. */
export function kindOf({ op }: Step): StepKind {
  return KINDS[op] ?? { of: "partition", keepsRows: false };
}
