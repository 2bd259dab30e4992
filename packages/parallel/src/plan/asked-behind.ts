import { DataFrame, type MergeOptions } from "@framepool/frame";
import { withoutRows } from "./check-before.js";
import type { Step } from "./plan.js";

/** Columns that steps ask for. */
export interface Asked {
  /** names of all that may be looked at, of the rows that come to the first of them, or made by it */
  readonly names: ReadonlySet<string>;
  /** Whether the steps have nothing to say of these columns: of a name that is not there, or that two columns would have. */
  fits(columns: readonly string[]): boolean;
}

/** What steps ask for of the columns that come to the first of them: of joins with frames, sorts and dropped duplicates before a `select`; null: it may be any. */
export function askedBehind(steps: readonly Step[]): Asked | null {
  const names = namesBefore(steps);
  return names === null ? null : { names, fits: (columns) => isDone(() => doneTo(withoutRows(columns), steps)) };
}

function namesBefore([step, ...behind]: readonly Step[]): ReadonlySet<string> | null {
  switch (step?.op) {
    case "select": return new Set(step.columns);
    case "sortValues": return together(namesBefore(behind), step.by);
    case "dropDuplicates": return step.options.subset === undefined ? null : together(namesBefore(behind), listOf(step.options.subset));
    case "merge": return step.sides[0] instanceof DataFrame ? beforeMerge(namesBefore(behind), step.options) : null;
    default: return null;
  }
}

/** Behind a join columns are those of two sides, and names that both sides have were given a suffix. */
function beforeMerge(names: ReadonlySet<string> | null, { on, leftOn = on, how, suffixes = ["_x", "_y"] }: MergeOptions): ReadonlySet<string> | null {
  if (leftOn === undefined && how !== "cross") return null;
  const bare = [...(names ?? [])].flatMap((name) => suffixes.flatMap((suffix) => (suffix !== null && name.endsWith(suffix) ? [name.slice(0, name.length - suffix.length)] : [])));
  return together(names, [...bare, ...listOf(leftOn ?? [])]);
}

/** What the steps make of a frame without rows, to the `select`. Throws what they say of its columns. */
function doneTo(frame: DataFrame, [step, ...behind]: readonly Step[]): void {
  switch (step?.op) {
    case "select": return void frame.select(step.columns);
    case "merge": return doneTo(frame.merge(withoutRows((step.sides[0] as DataFrame).columns), step.options), behind);
    case "sortValues": frame.select([...new Set(step.by)]); break;
    case "dropDuplicates": frame.select([...new Set(listOf(step.options.subset!))]); break;
    default: throw new TypeError(`${String(step?.op)} asks for any column`);
  }
  doneTo(frame, behind);
}

function isDone(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function together(names: ReadonlySet<string> | null, others: readonly string[]): ReadonlySet<string> | null {
  return names === null ? null : new Set([...names, ...others]);
}

function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === "string" ? [names] : names;
}
