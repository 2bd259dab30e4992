import type { Transport } from "@framepool/frame/internal";
import type { TaskContext } from "@framepool/pool/worker-side";
import type { FunctionCalls } from "../faults/FunctionCalls.js";
import { asFrame, isMissing, missingRows } from "../parts/parts.js";
import { packColumns } from "../parts/state-columns.js";
import { functionsOf } from "../plan/functions.js";
import type { ReductionStep } from "../plan/plan.js";
import { reductionOf } from "../reductions/index.js";
import type { StepValue } from "../steps/index.js";
import type { PartialResult } from "./messages.js";

/** What a reduction has to know of a part, ready to be sent: nothing of one that has neither rows nor columns. `given`: the part with the columns that it was given; `own`: those that it has itself. */
export async function partialOf({ value }: StepValue, given: StepValue["value"], own: readonly string[], step: ReductionStep, transport: Transport, ctx: TaskContext, calls: FunctionCalls): Promise<{ result: PartialResult; transfer: ArrayBuffer[] }> {
  if (isMissing(value) && value.length === 0) return { result: { kind: "partial", partial: null, columns: null }, transfer: [] };
  const reduction = reductionOf(step);
  const functions = await functionsOf(step, ctx);
  const rows = isMissing(given) ? missingRows(reduction.columns(step) ?? [], given.length) : asFrame(given);
  const columns = reduction.keepsColumns !== true || isMissing(value) ? null : own;
  const transfer: ArrayBuffer[] = [];
  return { result: { kind: "partial", partial: packColumns(reduction.partial(rows, step, functions, calls, ctx.partition ?? 0), transport, transfer), columns }, transfer };
}
