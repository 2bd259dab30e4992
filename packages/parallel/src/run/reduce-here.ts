import { FrameError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { asFrame } from "../parts/parts.js";
import type { Functions } from "../plan/functions.js";
import { rowsHere, type Pending } from "../plan/pending.js";
import type { ReductionStep, Step } from "../plan/plan.js";
import { reductionOf } from "../reductions/index.js";

/** What rows come to a step of. */
export interface RowsBefore extends Pick<Pending, "made" | "source"> {
  readonly steps: readonly Step[];
}

/**
 * Rows that are here, where a step that reduces them is sooner through with all of them at once than with partials of workers; else
 * null. Null, too, where rows stay that a step behind it (`isLast`: there is none) may have to name by their places in the input.
 */
export function rowsToReduceHere({ made, source, steps }: RowsBefore, step: ReductionStep, isLast: boolean): DataFrame | null {
  const { isHere, columns, named, twice } = reductionOf(step);
  if (isHere === undefined || (twice !== undefined && !isLast)) return null;
  try {
    const rows = rowsHere({ made: made ?? source.frame ?? null, steps });
    if (rows === null) return null;
    const frame = asFrame(rows);
    const known = new Set(frame.columns);
    const asked = [...(columns(step) ?? []), ...(named?.(step) ?? [])];
    return asked.every((name) => known.has(name)) && isHere(frame, step) ? frame : null;
  } catch (error) {
    // Of what is not there, or is not compared, a pass tells where.
    if (error instanceof FrameError) return null;
    throw error;
  }
}

/** What all rows come to. */
export function reduceHere<R>(step: ReductionStep, frame: DataFrame): R {
  const reduction = reductionOf(step);
  return reduction.finish(reduction.partial(frame, step, noFunctions, null, 0), step, noFunctions) as R;
}

/** Of steps that call none of the user's. */
export const noFunctions: Functions = ({ name }) => {
  throw new TypeError(`${name} is to be called by a worker`);
};
