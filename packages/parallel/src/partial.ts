import { Column, frameOf, NULL, nullVector, type DataFrame } from "@framepool/frame/internal";
import type { TaskContext } from "@framepool/pool/worker-side";
import { functionsOf, tasksOf } from "./functions.js";
import type { PartialResult } from "./messages.js";
import type { OpenPart } from "./open-part.js";
import { asFrame, isMissing } from "./parts.js";
import type { ReductionStep, Transport } from "./plan.js";
import { reductionOf } from "./reductions/index.js";
import { packColumns } from "./state-columns.js";
import type { StepValue } from "./steps/index.js";
import { taskError } from "./task-error.js";

/** What a reduction has to know of a part, ready to be sent. */
export async function partialOf({ value, rowsKept }: StepValue, { frame }: OpenPart, step: ReductionStep, transport: Transport, ctx: TaskContext): Promise<{ result: PartialResult; transfer: ArrayBuffer[] }> {
  const reduction = reductionOf(step);
  const functions = await functionsOf(step, ctx);
  const rows = isMissing(value) && value.name === "" ? withColumns(value.length, reduction.columns(step) ?? []) : asFrame(value);
  try {
    const transfer: ArrayBuffer[] = [];
    const partial = packColumns(reduction.partial(rows, step, functions), transport, transfer);
    return { result: { kind: "partial", partial }, transfer };
  } catch (error) {
    throw tasksOf(step).length === 0 ? error : taskError(error, step, frame, rowsKept, ctx);
  }
}

/** Rows of which nothing is known but that they are missing, under the names that are asked for. */
function withColumns(rows: number, names: readonly string[]): DataFrame {
  return frameOf(names.map((name) => Column.of(name, nullVector(NULL, rows))), rows);
}
