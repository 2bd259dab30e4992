import type { PartStep } from "../plan/plan.js";
import { columnsOfSide } from "../plan/sides.js";
import { isByColumn } from "./named-columns.js";

/** Verbs that make something else than a missing cell of one, in every column. */
const OF_EVERY_COLUMN: readonly string[] = ["eq", "ne", "lt", "le", "gt", "ge", "isin", "isna", "notna"];

/**
 * The columns in which a step makes something of missing cells, or of those that are not there: in a part that has no such
 * column there are none, where all rows together would have some. `"all"`: in any; null: in none, or they are named, and a
 * name that is not there is an error.
 */
export function missingCounts(step: PartStep): "all" | readonly string[] | null {
  if (step.op === "applymap") return "all";
  if (step.op === "where" || step.op === "mask") return step.other === null ? null : "all";
  // Its keys, where none are named, and its suffixes.
  if (step.op === "merge.parts") return columnsOfSide(step.right);
  if (step.op !== "verb") return null;
  const [first] = step.args;
  if (OF_EVERY_COLUMN.includes(step.call)) return "all";
  switch (step.call) {
    case "dropna": return dropsMissing(first) ? "all" : null;
    case "fillna": return isByColumn(first) ? Object.keys(first) : "all";
    case "replace": return isByColumn(first) ? Object.keys(first).filter((name) => first[name] instanceof Map && replacesMissing(first[name])) : replacesMissing(first) ? "all" : null;
    default: return null;
  }
}

/** Rows with as many values stay, whichever other columns are missing; but not where all must be there. */
function dropsMissing(options: unknown): boolean {
  const { subset, how = "any", thresh } = (options ?? {}) as { readonly subset?: unknown; readonly how?: string; readonly thresh?: number };
  return subset === undefined && how === "any" && thresh === undefined;
}

function replacesMissing(from: unknown): boolean {
  const keys: readonly unknown[] = Array.isArray(from) ? (from as readonly unknown[]) : from instanceof Map ? [...from.keys()] : [from];
  return keys.some((key) => key === null || Number.isNaN(key));
}
