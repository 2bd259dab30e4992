import type { CsvWriteOptions } from "@framepool/csv";
import type { RangeTypes, Table, TextRange } from "@framepool/csv/internal";
import { columnsOf, type DataFrame, notingVerbs, Series } from "@framepool/frame/internal";
import { loadTask, Moved, reviveError, serializeError, type ErrorData, type TaskContext } from "@framepool/pool/worker-side";
import { FaultLog } from "./faults/FaultLog.js";
import { FunctionCalls } from "./faults/FunctionCalls.js";
import { Guard } from "./faults/Guard.js";
import { kindOf } from "./faults/policy.js";
import { rowsAside } from "./faults/rows-aside.js";
import { asFrame, columnTypes, isMissing, knownStorages, packPart, rowsOf } from "./parts/parts.js";
import { sharedTrace } from "./parts/trace.js";
import { functionsOf, tasksOf, type Functions } from "./plan/functions.js";
import { transportBack, type Plan } from "./plan/plan.js";
import { seededRows, takesContext } from "./random/seeded.js";
import { Streams } from "./random/Streams.js";
import { reductionOf } from "./reductions/index.js";
import { AskedColumns, Branches, Heads, work, type StepValue } from "./steps/index.js";
import { csvPackage } from "./worker/csv-package.js";
import type { CsvResult, FrameResult, PartFaults, PartMessage, PartReply, PartResult } from "./worker/messages.js";
import { openPart, type OpenPart } from "./worker/open-part.js";
import { partialOf } from "./worker/partial.js";

/** One partition's way through a worker: open, steps, pack. The pool sends it by its name (see codecs.ts). */
export async function runPartition(message: PartMessage, { plan }: { readonly plan: Plan }, ctx: TaskContext): Promise<Moved> {
  const started = performance.now();
  const heads = message.heads === null ? null : new Heads(message.heads, plan.steps.filter(({ op }) => op === "head").length, ctx.partition === 0, plan.takesTurns);
  const part = await openPart(message, plan);
  try {
    const opened = performance.now();
    const ask = plan.errors.ask === null ? null : await loadTask(plan.errors.ask);
    const log = new FaultLog(part, plan, ask, ctx, message.attempt);
    const streams = new Streams(plan.seed);
    const partVerbs = new Set<string>();
    const asked = new AskedColumns(plan);
    const own = contextOf(part, plan, ctx, streams);
    const after = message.lost === null ? await runSteps(log, plan, heads, own, streams, partVerbs, asked) : givenUp(message.lost, log);
    // A rejection that nobody handles ends the worker before its part counts as done.
    if (plan.steps.some((step) => tasksOf(step).length > 0)) await new Promise((resolve) => setImmediate(resolve));
    const computed = performance.now();
    const made = typeof after === "string" ? after : await resultOf(after, log, plan, own, streams, asked);
    const { result, transfer }: { result: PartResult | null; transfer: ArrayBuffer[] } = typeof made === "string" ? { result: null, transfer: [] } : made;
    const faults = partFaults(log, plan, made === "aside");
    const times = { open: opened - started, compute: computed - opened, pack: performance.now() - computed };
    const columns = part.firstRow === 0 ? columnTypes(part.frame) : null;
    const input = { rows: part.frame.numRows, firstRow: part.firstRow, columns };
    const isResult = typeof after !== "string" && result !== null;
    const reply: PartReply = { input, isSo: part.isSo, rows: isResult ? rowsOf(after.value) : 0, trace: isResult && plan.output.kind === "frame" && plan.output.tracesRows === true ? sharedTrace(after.trace) : null, rejects: part.rejects, result, faults: faults.value, partVerbs: [...partVerbs], asked: asked.told, times };
    for (const buffer of faults.transfer) transfer.push(buffer);
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
export async function inferTextRange(range: TextRange, { table, takesTurns }: { readonly table: Table; readonly takesTurns: boolean }): Promise<RangeTypes> {
  const { inferRange, Link } = await csvPackage();
  if (takesTurns) await new Link(range.before).known();
  return inferRange(range, table);
}

/** What a user's function may ask of the place it runs in. The first row of what a stage before has made is none of the input. */
function contextOf({ firstRow }: OpenPart, { origin }: Plan, ctx: TaskContext, streams: Streams): TaskContext {
  return { worker: ctx.worker, partition: ctx.partition, firstRow: origin.kind === "input" ? firstRow : null, random: streams.next, get signal() { return ctx.signal; } };
}

/** What the steps make of a part: nothing where it is behind the last row that is wanted, or was set aside. */
async function runSteps(log: FaultLog, plan: Plan, heads: Heads | null, ctx: TaskContext, streams: Streams, partVerbs: Set<string>, asked: AskedColumns): Promise<StepValue | "beyond" | "aside"> {
  const { part } = log;
  if (!part.isSo) return "beyond";
  if (isBeyond(part, plan, ctx)) {
    await heads?.skip();
    return "beyond";
  }
  let state: StepValue = { value: part.frame, trace: "all" };
  let place = plan.functionsBefore;
  const branches = new Branches();
  for (const [at, step] of plan.steps.entries()) {
    state = { ...state, value: asked.before(state.value, step, at) };
    if (step.op === "head") {
      const taken = await heads!.take(state, step.rows);
      if (taken === null) return "beyond";
      state = taken;
    } else if (tasksOf(step).length === 0) {
      const before = state;
      try {
        state = branches.settled(await work(before, step, await functionsOf(step, ctx), ctx.partition ?? 0, branches));
      } catch (error) {
        throw log.withPlace(error, step, before);
      }
    } else {
      const bound = await functionsOf(step, ctx);
      const ofRows = kindOf(step).of !== "partition";
      const [before, own] = [state, place++];
      streams.at("partition", ctx.partition ?? 0, own);
      const guard = log.guards && ofRows ? new Guard(step, state, log, branches) : null;
      const functions: Functions = (task) => {
        if (step.op === "mapPartitions") return (...args) => notingVerbs(partVerbs, () => bound(task)(...args));
        const fn = ofRows && takesContext(task) ? seededRows(bound(task), before, { streams, firstRow: part.firstRow, step: own }) : bound(task);
        return guard?.wrap(fn) ?? fn;
      };
      try {
        const after = await asked.read(at, () => work(before, step, functions, ctx.partition ?? 0, branches));
        state = branches.settled(guard?.settle(after) ?? after);
      } catch (error) {
        // Its heads are told nothing: the part may be tried again, and who sent it knows when not.
        log.partFailed(error, step, state);
        return "aside";
      }
    }
  }
  return state;
}

/** Nothing is made of the part: its rows are set aside. */
function givenUp(lost: ErrorData, log: FaultLog): "aside" {
  log.partLost(reviveError(lost));
  return "aside";
}

/** What the main thread is told of failures; `all`: the whole part is set aside. */
function partFaults(log: FaultLog, plan: Plan, all: boolean): { value: PartFaults; transfer: ArrayBuffer[] } {
  const { errors } = plan;
  const faults = [...log.faults].sort((a, b) => (a.row ?? Infinity) - (b.row ?? Infinity));
  const told = faults.slice(0, errors.told).map((fault) => serializeError(log.sent(fault)));
  if (errors.onError !== "collect" && errors.onError !== "ask") return { value: { count: faults.length, told, whole: null, aside: null }, transfer: [] };
  const whole = all ? serializeError(log.told(log.faults.at(-1)!)) : null;
  const aside = rowsAside(log, all);
  const { batches, transfer } = packPart(aside, transportBack(plan));
  return { value: { count: faults.length, told, whole, aside: { rows: aside.numRows, batches } }, transfer };
}

async function resultOf(state: StepValue, log: FaultLog, plan: Plan, ctx: TaskContext, streams: Streams, asked: AskedColumns): Promise<{ result: PartResult; transfer: ArrayBuffer[] } | "aside"> {
  const { output } = plan;
  const { value } = state;
  if (output.kind === "partial") {
    const place = plan.functionsBefore + plan.steps.filter((step) => tasksOf(step).length > 0).length;
    streams.at("partition", ctx.partition ?? 0, place);
    try {
      const named = reductionOf(output.reduction).named?.(output.reduction) ?? [];
      return await partialOf(state, asked.given(value, named, plan.steps.length), asked.own(value), output.reduction, transportBack(plan), ctx, new FunctionCalls(output.reduction, log, streams, place));
    } catch (error) {
      if (tasksOf(output.reduction).length === 0) throw log.withPlace(error, output.reduction, state);
      log.partFailed(error, output.reduction, state);
      return "aside";
    }
  }
  if (isMissing(value)) return { result: { kind: "missing" }, transfer: [] };
  return output.kind === "frame" ? frameResult(value, log.part, plan) : csvResult(value, output.options);
}

function frameResult(value: DataFrame | Series, { frame, isSent }: OpenPart, plan: Plan): { result: FrameResult; transfer: ArrayBuffer[] } {
  const { batches, transfer } = packPart(value, transportBack(plan), isSent ? knownStorages(frame) : undefined);
  return { result: { kind: "frame", series: value instanceof Series, batches }, transfer };
}

async function csvResult(value: DataFrame | Series, options: CsvWriteOptions): Promise<{ result: CsvResult; transfer: ArrayBuffer[] }> {
  const { formatPart } = await csvPackage();
  const frame = asFrame(value);
  const text = formatPart(frame, options);
  const { buffer } = text.bytes;
  return { result: { kind: "csv", columns: frame.columns, types: columnsOf(frame).map(({ type }) => type), text }, transfer: buffer instanceof ArrayBuffer ? [buffer] : [] };
}
