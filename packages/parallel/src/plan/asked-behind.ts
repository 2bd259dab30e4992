import type { MergeOptions } from "@framepool/frame";
import type { Step } from "./plan.js";

/** Columns that steps ask for. */
export interface Asked {
  /** names of all that may be looked at, of the rows that come to the first of them, or made by it */
  readonly names: ReadonlySet<string>;
  /** of these the ones that must be there: where one is not, a step says so, and which others there are */
  readonly needed: readonly string[];
}

/** What steps ask for of the columns that come to the first of them: of a join, a sort or dropped duplicates before a `select`; null: it may be any. */
export function askedBehind([step, ...behind]: readonly Step[]): Asked | null {
  switch (step?.op) {
    case "select": return { names: new Set(step.columns), needed: step.columns };
    case "sortValues": return withNeeded(askedBehind(behind), step.by);
    case "dropDuplicates": return step.options.subset === undefined ? null : withNeeded(askedBehind(behind), listOf(step.options.subset));
    case "merge": return beforeMerge(askedBehind(behind), step.options);
    default: return null;
  }
}

function withNeeded(asked: Asked | null, needed: readonly string[]): Asked | null {
  return asked === null ? null : { names: new Set([...asked.names, ...needed]), needed: [...asked.needed, ...needed] };
}

/** Behind a join columns are those of two sides, and names that both sides have were given a suffix. Null also where that may be an error that other columns make. */
function beforeMerge(asked: Asked | null, { on, leftOn = on, how, suffixes = ["_x", "_y"] }: MergeOptions): Asked | null {
  if (asked === null || (leftOn === undefined && how !== "cross") || suffixes.every((suffix) => suffix === null || suffix === "")) return null;
  const keys = listOf(leftOn ?? []);
  const bare = [...asked.names].flatMap((name) => suffixes.flatMap((suffix) => (suffix !== null && suffix !== "" && name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : [])));
  return { names: new Set([...asked.names, ...bare, ...keys]), needed: keys };
}

function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === "string" ? [names] : names;
}
