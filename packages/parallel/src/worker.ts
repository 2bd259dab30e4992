import type { CsvWriteOptions } from "@framepool/csv";
import type { RangeTypes, Table, TextRange } from "@framepool/csv/internal";
import { Series, type DataFrame } from "@framepool/frame/internal";
import { Moved, type TaskContext } from "@framepool/pool/worker-side";
import { functionsOf, tasksOf } from "./functions.js";
import type { CsvResult, FrameResult, PartMessage, PartReply, PartResult } from "./messages.js";
import { openPart, type OpenPart } from "./open-part.js";
import { asFrame, isMissing, knownStorages, packPart, rowsOf } from "./parts.js";
import type { Plan } from "./plan.js";
import { partialOf } from "./partial.js";
import { Heads, work, type StepValue } from "./steps/index.js";
import { taskError } from "./task-error.js";

/** One partition's way through a worker: open, steps, pack. The pool sends it by its name (see codecs.ts). */
export async function runPartition(message: PartMessage, { plan }: { readonly plan: Plan }, ctx: TaskContext): Promise<Moved> {
  const heads = message.heads === null ? null : new Heads(message.heads, plan.steps.filter(({ op }) => op === "head").length, ctx.partition === 0);
  try {
    return await throughSteps(message, plan, heads, ctx);
  } catch (error) {
    heads?.break();
    throw error;
  }
}

async function throughSteps(message: PartMessage, plan: Plan, heads: Heads | null, ctx: TaskContext): Promise<Moved> {
  const started = performance.now();
  const part = await openPart(message, plan);
  try {
    const opened = performance.now();
    const own = contextOf(part, plan, ctx);
    const state = await runSteps(part, plan, heads, own);
    const computed = performance.now();
    const { result, transfer } = state === null ? { result: null, transfer: [] } : await resultOf(state, part, plan, own);
    const times = { open: opened - started, compute: computed - opened, pack: performance.now() - computed };
    const input = { rows: part.frame.numRows, firstRow: part.firstRow };
    const reply: PartReply = { input, rows: state === null ? 0 : rowsOf(state.value), rowsKept: state?.rowsKept ?? true, rejects: part.rejects, result, times };
    return new Moved(reply, transfer);
  } finally {
    part.close();
  }
}

/** A range behind the last row that is wanted, which was not known when it was sent: no step sees it. The first stays, for its columns. */
function isBeyond({ firstRow }: OpenPart, { source }: Plan, { partition }: TaskContext): boolean {
  return partition !== 0 && source.kind === "csv" && firstRow >= (source.table.options.nrows ?? Infinity);
}

/** Before the steps run: what the cells of a range of text can be. */
export async function inferTextRange(range: TextRange, { table }: { readonly table: Table }): Promise<RangeTypes> {
  const { inferRange } = await import("@framepool/csv/internal");
  return inferRange(range, table);
}

/** What a user's function may ask of the place it runs in. The first row of what a stage before has made is none of the input. */
function contextOf({ firstRow }: OpenPart, { isInput }: Plan, ctx: TaskContext): TaskContext {
  return { worker: ctx.worker, partition: ctx.partition, firstRow: isInput ? firstRow : null, random: ctx.random, get signal() { return ctx.signal; } };
}

/** Null where the part is behind the last row that is wanted. */
async function runSteps(part: OpenPart, plan: Plan, heads: Heads | null, ctx: TaskContext): Promise<StepValue | null> {
  if (isBeyond(part, plan, ctx)) {
    heads?.skip();
    return null;
  }
  const { frame } = part;
  let state: StepValue = { value: frame, rowsKept: true };
  for (const step of plan.steps) {
    if (step.op === "head") {
      const taken = heads!.take(state, step.rows);
      if (taken === null) return null;
      state = taken;
      continue;
    }
    const functions = await functionsOf(step, ctx);
    try {
      state = await work(state, step, functions);
    } catch (error) {
      throw tasksOf(step).length === 0 ? error : taskError(error, step, frame, state.rowsKept, ctx);
    }
  }
  return state;
}

async function resultOf(state: StepValue, part: OpenPart, plan: Plan, ctx: TaskContext): Promise<{ result: PartResult; transfer: ArrayBuffer[] }> {
  const { output, transport } = plan;
  if (output.kind === "partial") return partialOf(state, part, output.reduction, transport, ctx);
  const { value } = state;
  if (isMissing(value)) return { result: { kind: "missing" }, transfer: [] };
  return output.kind === "frame" ? frameResult(value, part, plan) : csvResult(value, output.options);
}

function frameResult(value: DataFrame | Series, { frame, isSent }: OpenPart, plan: Plan): { result: FrameResult; transfer: ArrayBuffer[] } {
  const { batches, transfer } = packPart(value, plan.transport, isSent ? knownStorages(frame) : undefined);
  return { result: { kind: "frame", series: value instanceof Series, batches }, transfer };
}

async function csvResult(value: DataFrame | Series, options: CsvWriteOptions): Promise<{ result: CsvResult; transfer: ArrayBuffer[] }> {
  // Only a run that writes CSV loads the package that formats it.
  const { formatPart } = await import("@framepool/csv/internal");
  const frame = asFrame(value);
  const text = formatPart(frame, options);
  const { buffer } = text.bytes;
  return { result: { kind: "csv", columns: frame.columns, text }, transfer: buffer instanceof ArrayBuffer ? [buffer] : [] };
}
