import type { CsvWriteOptions } from "@framepool/csv";
import type { RangeTypes, Table, TextRange } from "@framepool/csv/internal";
import { DataFrame, Series } from "@framepool/frame/internal";
import { loadTask, Moved, reviveError, serializeError, type ErrorData, type TaskContext } from "@framepool/pool/worker-side";
import { FaultLog } from "./faults/FaultLog.js";
import { Guard } from "./faults/Guard.js";
import { kindOf } from "./faults/policy.js";
import { rowsAside } from "./faults/rows-aside.js";
import type { CsvResult, FrameResult, PartFaults, PartMessage, PartReply, PartResult } from "./messages.js";
import { openPart, type OpenPart } from "./open-part.js";
import { asFrame, isMissing, knownStorages, packPart, rowsOf } from "./parts.js";
import type { Plan } from "./plan.js";
import { seededRows, takesContext } from "./random/seeded.js";
import { Streams } from "./random/Streams.js";
import { Heads, onColumns, WORK, type StepValue } from "./steps/index.js";

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
    const ask = plan.errors.ask === null ? null : await loadTask(plan.errors.ask);
    const log = new FaultLog(part, plan.errors, ask, ctx, message.attempt);
    const value = message.lost === null ? await runSteps(log, plan, heads, ctx) : givenUp(message.lost, log, heads);
    const computed = performance.now();
    const { result, transfer }: { result: PartResult | null; transfer: ArrayBuffer[] } = value instanceof DataFrame || value instanceof Series ? await resultOf(value, part, plan) : { result: null, transfer: [] };
    const faults = partFaults(log, plan, ctx.partition ?? 0, value === "aside");
    const times = { open: opened - started, compute: computed - opened, pack: performance.now() - computed };
    const input = { rows: part.frame.numRows, firstRow: part.firstRow };
    const reply: PartReply = { input, rows: result === null ? 0 : rowsOf(value as DataFrame | Series), rejects: part.rejects, result, faults: faults.value, times };
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
export async function inferTextRange(range: TextRange, { table }: { readonly table: Table }): Promise<RangeTypes> {
  const { inferRange } = await import("@framepool/csv/internal");
  return inferRange(range, table);
}

/** What the steps make of a part: nothing where it is behind the last row that is wanted, or was set aside. */
async function runSteps(log: FaultLog, plan: Plan, heads: Heads | null, ctx: TaskContext): Promise<DataFrame | Series | "beyond" | "aside"> {
  const { part } = log;
  if (isBeyond(part, plan, ctx)) {
    heads?.skip();
    return "beyond";
  }
  const { frame, firstRow } = part;
  const streams = new Streams(plan.seed);
  const own = { worker: ctx.worker, partition: ctx.partition, firstRow, random: streams.next, get signal() { return ctx.signal; } };
  let functions = 0;
  let state: StepValue = { value: frame, trace: "all" };
  for (const step of plan.steps) {
    if (step.op === "head") {
      const taken = heads!.take(state, step.rows);
      if (taken === null) return "beyond";
      state = taken;
    } else if ("task" in step) {
      const bound = (await loadTask(step.task)).bind(own);
      const ofRows = kindOf(step).of !== "partition";
      streams.at("partition", ctx.partition ?? 0, functions);
      const fn = ofRows && takesContext(step.task) ? seededRows(bound, state, { streams, firstRow, step: functions }) : bound;
      functions++;
      const guard = log.guards && ofRows ? new Guard(step, state, log) : null;
      try {
        const after = await WORK[step.op](state, guard?.wrap(fn) ?? fn);
        state = guard?.settle(after) ?? after;
      } catch (error) {
        log.partFailed(error, step, state);
        heads?.skip();
        return "aside";
      }
    } else {
      state = onColumns(state, step);
    }
  }
  return state.value;
}

/** Nothing is made of the part: its rows are set aside. */
function givenUp(lost: ErrorData, log: FaultLog, heads: Heads | null): "aside" {
  log.partLost(reviveError(lost));
  heads?.skip();
  return "aside";
}

/** What the main thread is told of failures; `all`: the whole part is set aside. */
function partFaults(log: FaultLog, { errors, transport }: Plan, partition: number, all: boolean): { value: PartFaults; transfer: ArrayBuffer[] } {
  const faults = [...log.faults].sort((a, b) => (a.row ?? Infinity) - (b.row ?? Infinity));
  const told = faults.slice(0, errors.told).map((fault) => serializeError(log.told(fault)));
  if (errors.onError !== "collect" && errors.onError !== "ask") return { value: { count: faults.length, told, whole: null, aside: null }, transfer: [] };
  const whole = all ? serializeError(log.told(log.faults.at(-1)!)) : null;
  const aside = rowsAside(log, partition, all);
  const { batches, transfer } = packPart(aside, transport);
  return { value: { count: faults.length, told, whole, aside: { rows: aside.numRows, batches } }, transfer };
}

async function resultOf(value: DataFrame | Series, part: OpenPart, plan: Plan): Promise<{ result: PartResult; transfer: ArrayBuffer[] }> {
  if (isMissing(value)) return { result: { kind: "missing" }, transfer: [] };
  return plan.output.kind === "frame" ? frameResult(value, part, plan) : csvResult(value, plan.output.options);
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
