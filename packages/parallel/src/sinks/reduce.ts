import type { DataFrame } from "@framepool/frame";
import { stepHere } from "../faults/step-error.js";
import { missingRows } from "../parts/parts.js";
import { unpackColumns } from "../parts/state-columns.js";
import { functionsOf } from "../plan/functions.js";
import type { ReductionStep } from "../plan/plan.js";
import { reductionOf } from "../reductions/index.js";
import { joinedByMany } from "../reductions/joined-by-many.js";
import type { Joining } from "../reductions/reduction.js";
import type { ResultReply } from "../worker/messages.js";
import type { Sink } from "./sink.js";

/**
 * Joins the partials of a reduction as they come, and gives what they finish to. `mayBeNull`: that is null where no part
 * tells of columns (all were set aside) and the step does not say itself which there are.
 */
export async function reduceSink<R>(step: ReductionStep, mayBeNull = false): Promise<Sink<R>> {
  const reduction = reductionOf(step);
  // A user's functions that join and finish run here.
  const functions = await functionsOf(step, { worker: "main", partition: null, firstRow: null, random: Math.random, signal: new AbortController().signal });
  const here = <T>(work: () => T): T => stepHere(step, work);
  const begin = (): Joining<unknown> => reduction.joining?.(step, functions) ?? joinedByMany((partials) => reduction.join(partials, step, functions));
  let joining = begin();
  let isEmpty = true;
  /** of the parts, in order of appearance */
  const columns = new Set<string>();
  return {
    output: { kind: "partial", reduction: step },
    ordered: true,
    gathers: true,
    take(_partition: number, { result }: ResultReply) {
      if (result.kind !== "partial") throw new TypeError("a partial was expected of the worker");
      for (const name of result.columns ?? []) columns.add(name);
      if (result.partial === null) return;
      isEmpty = false;
      const partial = unpackColumns(result.partial);
      here(() => joining.add(partial));
    },
    restart() {
      joining.close();
      joining = begin();
      isEmpty = true;
      columns.clear();
    },
    finish() {
      if (isEmpty && mayBeNull && reduction.columns(step) === null) return null as R;
      // All parts were set aside, or are without rows and columns.
      if (isEmpty) here(() => joining.add(reduction.partial(missingRows(reduction.columns(step) ?? [], 0), step, functions, null, 0)));
      const made = here(() => reduction.finish(joining.finish(), step, functions));
      return (columns.size === 0 ? made : (made as DataFrame).select([...columns])) as R;
    },
    abort() {
      joining.close();
      return Promise.resolve();
    },
  };
}
