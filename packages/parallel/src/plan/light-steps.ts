import { isExchange } from "../exchanges/index.js";
import { areLightWindows } from "../reductions/windows.js";
import type { AccessorStep } from "../steps/accessor.js";
import type { SeriesStep } from "../steps/series.js";
import { OTHER_ROWS, type RowVerb } from "../steps/verb.js";
import { tasksOf } from "./functions.js";
import { looksAcross, makesColumns, type MadeColumnsStep } from "./made-columns.js";
import type { ColumnStep, PartStep, ReductionStep, Step } from "./plan.js";
import { isSided, settledOp } from "./sides.js";

/** Verbs that take a row no longer than it takes to send it somewhere, and its result back. */
const LIGHT_VERBS: ReadonlySet<RowVerb> = new Set<RowVerb>([
  "add", "sub", "mul", "div", "floordiv", "mod", "pow", "neg", "abs", "round", "clip", "eq", "ne", "lt", "le", "gt", "ge", "between", "isin",
  "and", "or", "not", "where", "mask", "isna", "notna", "fillna", "dropna",
]);

/** Methods of text by themselves, and those that are so where they look for a text or spaces, and not for a pattern. */
const LIGHT_TEXT: ReadonlySet<string> = new Set(["len", "lower", "upper", "slice", "get", "strip", "lstrip", "rstrip", "startswith", "endswith"]);
const LIGHT_BY_TEXT: ReadonlySet<string> = new Set(["contains", "replace", "split"]);

/** Reductions whose result does not say which rows, or parts, it came from. */
const LIGHT_REDUCTIONS: ReadonlySet<ReductionStep["op"]> = new Set<ReductionStep["op"]>(["agg", "categories", "distinct", "dropDuplicates", "fit", "groupby.agg", "modes", "quantiles", "valueCounts"]);

/** A step that two or three workers do no sooner than one thread, where the rows lie in its memory: it calls no function of the user's, and takes little more than reading its cells. */
export type LightStep = Exclude<PartStep, { readonly op: "head" }>;

export function isLight(step: Step): step is LightStep {
  if (tasksOf(step).length > 0) return false;
  switch (step.op) {
    case "select":
    case "drop":
    case "rename":
    case "series":
    case "assign":
    case "branch":
    case "made":
    case "keep":
    case "kept":
    case "dummies":
    case "merge.parts": return true;
    case "verb": return LIGHT_VERBS.has(step.call);
    case "accessor": return isLightMethod(step);
    default: return false;
  }
}

/** Whether a light step gives a row for each that comes to it, in their order. */
export function isLightByRow(step: Step): step is LightStep {
  return isLight(step) && step.op !== "merge.parts" && !(step.op === "verb" && OTHER_ROWS.includes(step.call));
}

/** Whether a step has the cells as they are. */
export function looksAtNoCell(step: Step): step is ColumnStep | SeriesStep {
  return step.op === "series" || step.op === "select" || step.op === "drop" || step.op === "rename";
}

function isLightMethod({ how: { of, verb, args } }: AccessorStep): boolean {
  // Of times all but their texts: those of few days take as long, those of each second longer.
  if (of === "dt") return verb !== "strftime";
  return LIGHT_TEXT.has(verb) || (LIGHT_BY_TEXT.has(verb) && (typeof args[0] === "string" || (verb === "split" && args[0] === undefined)));
}

/** Whether a step is light when it has what it needs: the rows of its other side, the values of all rows, the columns that it makes. */
export function becomesLight(step: Step): boolean {
  if (isSided(step)) return settledOp(step) === "merge.parts";
  if (makesColumns(step)) return isLight(step.then) && step.branches.every((branch) => branch.every(becomesLight));
  return step.op === "getDummies" || isLight(step);
}

/** Whether a column needs rows of other parts, and is made of all of them where they are here: its steps are light but for those that look at all rows. */
export function isColumnAtOnce(branch: readonly Step[]): boolean {
  return looksAcross(branch) && branch.every(isAtOnce);
}

/** Whether columns do, one at least, and none takes more. */
export function isMadeAtOnce({ branches, then }: MadeColumnsStep): boolean {
  return isLight(then) && looksAcross(branches.flat()) && branches.flat().every(isAtOnce);
}

function isAtOnce(step: Step): boolean {
  return isLight(step) || (tasksOf(step).length === 0 && (step.op === "neighbours" || isExchange(step)));
}

/** Whether nobody asks workers for such columns, where there are few. */
export function asksNoWorker({ branches }: MadeColumnsStep): boolean {
  return branches.flat().every((step) => !isExchange(step) || step.op === "columnwise" || (step.op === "rolling" && areLightWindows(step)));
}

/** The same of a step that reduces rows. */
export function isLightReduction(step: ReductionStep): boolean {
  return LIGHT_REDUCTIONS.has(step.op) && tasksOf(step).length === 0;
}
