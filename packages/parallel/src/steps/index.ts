import { opOf } from "../faults/task-error.js";
import type { Functions } from "../plan/functions.js";
import type { ColumnStep, PartStep } from "../plan/plan.js";
import { accessor } from "./accessor.js";
import { apply } from "./apply.js";
import { assign } from "./assign.js";
import { beside } from "./beside.js";
import type { Branches } from "./Branches.js";
import { cells } from "./cells.js";
import { drop } from "./drop.js";
import { dummies } from "./dummies.js";
import { filter } from "./filter.js";
import { mapPartitions } from "./map-partitions.js";
import { mergeParts } from "./merge-parts.js";
import { pick } from "./pick.js";
import { placed } from "./placed.js";
import { rename } from "./rename.js";
import { select } from "./select.js";
import { series } from "./series.js";
import type { StepValue } from "./step-value.js";
import { transform } from "./transform.js";
import { verb } from "./verb.js";
import { where } from "./where.js";

export { AskedColumns } from "./AskedColumns.js";
export { Branches } from "./Branches.js";
export { Heads } from "./head.js";
export type { StepValue } from "./step-value.js";

/** The work of a step: what it does to one part, of that number, whose columns are made in `branches`. `head` is not here: it looks at the parts before. */
export function work(before: StepValue, step: Exclude<PartStep, { readonly op: "head" }>, functions: Functions, partition: number, branches: Branches): StepValue | Promise<StepValue> {
  switch (step.op) {
    case "mapPartitions": return mapPartitions(before, opOf(step), functions(step.task));
    case "apply": return apply(before, functions(step.task));
    case "applymap":
    case "map": return cells(before, step, functions(step.task));
    case "filter":
    case "filterMask": return filter(before, step, functions(step.task));
    case "where":
    case "mask": return where(before, step, functions(step.task));
    case "assign": return assign(before, step, functions, branches.take());
    case "branch": return branches.begin(before);
    case "made": return branches.made(before);
    case "keep": return branches.keep(before, step.stem);
    case "kept": return branches.kept(step.stem);
    case "placed": return placed(before, step, partition);
    case "pick": return pick(before, step, partition);
    case "verb": return verb(before, step);
    case "series": return series(before);
    case "accessor": return accessor(before, step);
    case "transform": return transform(before, step);
    case "beside": return beside(before, step, partition);
    case "dummies": return dummies(before, step);
    case "merge.parts": return mergeParts(before, step);
    case "select":
    case "drop":
    case "rename": return onColumns(before, step);
  }
}

/** The work of a step that looks at no cell. */
export function onColumns(before: StepValue, step: ColumnStep): StepValue {
  switch (step.op) {
    case "select": return select(before, step.columns);
    case "drop": return drop(before, step.columns);
    case "rename": return rename(before, step.names);
  }
}
