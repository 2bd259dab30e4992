import { tasksOf } from "../plan/functions.js";
import type { PartStep } from "../plan/plan.js";
import type { BranchStep } from "../steps/Branches.js";

type Branch = readonly PartStep[];

/** The beginning of a branch that an earlier one has too: so many steps, the very same. */
interface Stem {
  readonly of: number;
  readonly length: number;
}

/**
 * The steps that make columns, one branch after the other. Where some begin with the very same steps, and these call a
 * function of the user's (`const m = pipe.col("x").map(fn)`, used twice), they are done once: what the first of them has
 * made there is kept for the others.
 */
export function columnSteps(branches: readonly Branch[], call: BranchStep["call"]): PartStep[] {
  const stems = branches.map((branch, i) => stemOf(branch, branches.slice(0, i)));
  const kept = [...new Set(stems.flatMap((stem) => (stem === null ? [] : [keyOf(stem)])))];
  return branches.flatMap((branch, i) => {
    const stem = stems[i] ?? null;
    const made: PartStep[] = stem === null ? [{ op: "branch", call }] : [{ op: "branch", call }, { op: "kept", call, stem: kept.indexOf(keyOf(stem)) }];
    const begin = stem?.length ?? 0;
    for (let at = begin; at < branch.length; at++) {
      made.push(branch[at]!);
      const place = kept.indexOf(keyOf({ of: i, length: at + 1 }));
      if (place >= 0) made.push({ op: "keep", call, stem: place });
    }
    return [...made, { op: "made", call }];
  });
}

function keyOf({ of, length }: Stem): string {
  return `${String(of)} ${String(length)}`;
}

/** The longest beginning that calls a function, and the first of the earlier branches that has it; null if there is none. */
function stemOf(branch: Branch, earlier: readonly Branch[]): Stem | null {
  const lengths = earlier.map((other) => sharedLength(branch, other));
  const length = lengths.reduce((most, each) => Math.max(most, each), 0);
  return branch.slice(0, length).some((step) => tasksOf(step).length > 0) ? { of: lengths.indexOf(length), length } : null;
}

function sharedLength(one: Branch, other: Branch): number {
  const differs = one.findIndex((step, at) => step !== other[at]);
  return differs < 0 ? one.length : differs;
}
