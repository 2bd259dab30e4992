import type { CsvWriteOptions } from "@framepool/csv";
import { Series, type DataFrame } from "@framepool/frame/internal";
import { loadTask, Moved, type TaskContext } from "@framepool/pool/worker-side";
import type { CsvResult, FrameResult, PartMessage, PartReply } from "./messages.js";
import { asFrame, isMissing, knownStorages, packPart, unpackPart } from "./parts.js";
import type { Plan } from "./plan.js";
import { WORK, type StepValue } from "./steps/index.js";
import { taskError } from "./task-error.js";

/** One partition's way through a worker: unpack, steps, pack. The pool sends it by its name (see codecs.ts). */
export async function runPartition({ batches }: PartMessage, { plan }: { readonly plan: Plan }, ctx: TaskContext): Promise<Moved> {
  const started = performance.now();
  const part = unpackPart(batches);
  const unpacked = performance.now();
  const value = await runSteps(part, plan, ctx);
  const computed = performance.now();
  const { result, transfer } = await resultOf(value, part, plan);
  const times = { unpack: unpacked - started, compute: computed - unpacked, pack: performance.now() - computed };
  const reply: PartReply = { rows: value instanceof Series ? value.length : value.numRows, result, times };
  return new Moved(reply, transfer);
}

async function runSteps(part: DataFrame, plan: Plan, ctx: TaskContext): Promise<DataFrame | Series> {
  let state: StepValue = { value: part, rowsKept: true };
  for (const step of plan.steps) {
    const fn = (await loadTask(step.task)).bind(ctx);
    try {
      state = await WORK[step.op](state, fn);
    } catch (error) {
      throw taskError(error, step, part, state.rowsKept, ctx);
    }
  }
  return state.value;
}

async function resultOf(value: DataFrame | Series, part: DataFrame, plan: Plan): Promise<{ result: PartReply["result"]; transfer: ArrayBuffer[] }> {
  if (isMissing(value)) return { result: { kind: "missing" }, transfer: [] };
  return plan.output.kind === "frame" ? frameResult(value, part, plan) : csvResult(value, plan.output.options);
}

function frameResult(value: DataFrame | Series, part: DataFrame, plan: Plan): { result: FrameResult; transfer: ArrayBuffer[] } {
  const { batches, transfer } = packPart(value, plan.transport, knownStorages(part));
  return { result: { kind: "frame", series: value instanceof Series, batches }, transfer };
}

async function csvResult(value: DataFrame | Series, options: CsvWriteOptions): Promise<{ result: CsvResult; transfer: ArrayBuffer[] }> {
  // Only a run that writes CSV loads the package that formats it.
  const { formatCsv } = await import("@framepool/csv/internal");
  const frame = asFrame(value);
  const text = formatCsv(frame, { ...options, header: false });
  return { result: { kind: "csv", columns: frame.columns, text }, transfer: text.buffer instanceof ArrayBuffer ? [text.buffer] : [] };
}
