import type { PartStep } from "../plan/plan.js";
import { columnsTransformed } from "./transform.js";

/**
 * Columns that a step names, and that must be there: where a part lacks one that others have, its cells are missing.
 * Not those of `rename`, `round` and their like, which pass over names that are not there.
 */
export function namedColumns(step: PartStep): readonly string[] {
  switch (step.op) {
    case "select":
    case "drop": return step.columns;
    case "transform": return columnsTransformed(step);
    case "merge.parts": {
      const { on = [], leftOn = on } = step.options;
      return listOf(leftOn);
    }
    case "verb": return ofVerb(step.call, step.args[0]);
    default: return [];
  }
}

/** Columns that `fillna` fills by name: one that no row has is no error, but one that others have is filled here, too. */
export function filledColumns(step: PartStep): readonly string[] {
  return step.op === "verb" && step.call === "fillna" && isByColumn(step.args[0]) ? Object.keys(step.args[0]) : [];
}

function ofVerb(call: string, first: unknown): readonly string[] {
  switch (call) {
    case "explode": return listOf(first as string | readonly string[]);
    case "dropna": return listOf((first as { readonly subset?: string | readonly string[] } | undefined)?.subset ?? []);
    case "astype": return isByColumn(first) ? Object.keys(first) : [];
    default: return [];
  }
}

/** Whether an argument is by column: a plain object. */
export function isByColumn(values: unknown): values is Readonly<Record<string, unknown>> {
  return typeof values === "object" && values !== null && Object.getPrototypeOf(values) === Object.prototype;
}

function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === "string" ? [names] : names;
}
