import type { ErrorPolicy } from "../faults/policy.js";
import { tasksOf } from "../plan/functions.js";
import type { Pending } from "../plan/pending.js";
import type { PartStep, Plan, Step } from "../plan/plan.js";
import type { Sink } from "../sinks/sink.js";

// What its steps and its sink say of a pass before it is made.

/** Whether rows can be made a second time, the same ones, without a call of a user's function. */
export async function isReadTwice({ source, steps }: Pending): Promise<boolean> {
  return steps.every((step) => tasksOf(step).length === 0) && (await source.isReadAgain());
}

/**
 * Whether a pass may turn out to have been for nothing: nobody sees what it did, nothing is set aside, all of its parts are
 * read, and its sink forgets.
 */
export function mayBeMadeAgain({ columns, steps }: Pending, { output, restart }: Sink<unknown>, { onError }: ErrorPolicy): boolean {
  const all: readonly Step[] = [...columns, ...steps, ...(output.kind === "partial" ? [output.reduction] : [])];
  return restart !== undefined && onError === "fail" && all.every((step) => step.op !== "head" && tasksOf(step).length === 0);
}

/** Functions that are given a row or a part as it comes. */
const TAKES_ANY: ReadonlySet<PartStep["op"]> = new Set<PartStep["op"]>(["apply", "map", "filter", "mapPartitions"]);

/**
 * Whether all rows are kept here, so that they may be read before the first goes on, and steps look at what columns there
 * are. Not where a `head` may be the end of rows without one.
 */
export function readsColumnsFirst({ output }: Sink<unknown>, steps: readonly PartStep[]): boolean {
  return output.kind === "frame" && output.isKept && steps.every(({ op }) => op !== "head") && steps.some(({ op }) => !TAKES_ANY.has(op));
}

/** The first step that may find other columns in each part: behind a function that makes them, or all of them. */
export function varyFrom(steps: readonly PartStep[], varies: boolean): number | null {
  if (varies) return 0;
  const maker = steps.findIndex(({ op }) => op === "apply" || op === "mapPartitions");
  return maker < 0 ? null : maker + 1;
}

/** Steps of a stage with functions of the user's: as many streams of random numbers. */
export function functionsIn({ steps, output }: Plan): number {
  const all: readonly Step[] = output.kind === "partial" ? [...steps, output.reduction] : steps;
  return all.filter((step) => tasksOf(step).length > 0).length;
}
