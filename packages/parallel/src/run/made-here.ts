import { ArgumentError, FrameError, SchemaMismatchError } from "@framepool/errors";
import type { DataFrame, Series } from "@framepool/frame";
import type { PipelineOptions } from "../options.js";
import { asFrame } from "../parts/parts.js";
import type { BackendChoice } from "../plan/choose-backend.js";
import { isLight, isLightByRow, isLightReduction, looksAtNoCell, type LightStep } from "../plan/light-steps.js";
import type { Pending } from "../plan/pending.js";
import type { ReductionStep, Step } from "../plan/plan.js";
import { reductionOf } from "../reductions/index.js";
import type { Held } from "../sinks/hold.js";
import type { Sink } from "../sinks/sink.js";
import type { OpenSource } from "../sources/source.js";
import { Branches, work, type StepValue } from "../steps/index.js";
import { noFunctions, reduceHere, type RowsBefore } from "./reduce-here.js";

/** So many workers gain more than sending rows to them costs. */
const MANY_WORKERS = 4;

/** Options that say how rows are to travel: they do, then. */
const OF_TRAVEL = ["backend", "transport", "partitions", "partitionRows", "partitionBytes", "timeout", "memoryLimit", "resourceLimits", "initializer", "pool"] as const;

/** Whether light steps over rows in memory are done where these lie: workers are few, and nobody asked for anything that only they do. */
export function staysHere(options: PipelineOptions, { workers }: BackendChoice): boolean {
  return workers < MANY_WORKERS && OF_TRAVEL.every((name) => options[name] === undefined || options[name] === "auto");
}

/** Whether a reduction is done there, too. `isLast`: no step behind it may have to name a row by its place. */
export function isReducedHere({ source, made, steps }: RowsBefore, reduction: ReductionStep, isLast: boolean): boolean {
  if (made === null && source.frame === undefined) return false;
  return steps.every(isLight) && mayStay(reduction, isLast);
}

/** The same, whatever comes before it. */
export function mayStay(reduction: ReductionStep, isLast: boolean): boolean {
  return isLightReduction(reduction) && (isLast || reductionOf(reduction).twice === undefined);
}

/** What a sink makes of rows in memory and light steps, in one piece, without a pass; `between` steps others have their turn. Null where it takes one: to send them, or to tell in which part a step failed. */
export async function madeHere<R>({ source, made, steps }: Pending, sink: Sink<R>, between: () => Promise<void>): Promise<{ readonly result: R } | null> {
  const rows = made ?? source.frame ?? null;
  if (rows === null || !steps.every(isLight) || !takesWhole(sink)) return null;
  const { output } = sink;
  return unlessItFails(async () => {
    const value = await lightly(rows, steps, between);
    return { result: output.kind === "partial" ? reduceHere<R>(output.reduction, asFrame(value)) : sink.whole!(value) };
  });
}

/** Whether all rows that come to a step are here, one for each that the source has: what is done to them before is light (`stays`), or looks at no cell. */
export function isHeldHere({ source, steps }: Pick<Pending, "source"> & { readonly steps: readonly Step[] }, stays: boolean): boolean {
  return source.frame !== undefined && steps.every((step) => (stays ? isLightByRow(step) : looksAtNoCell(step)));
}

/**
 * Those rows, and the parts that a pass would bring them in: `open` gives the source, by way of whoever takes note of its parts.
 * Null where it takes a pass.
 */
export async function heldHere({ source, steps }: Pending, stays: boolean, open: () => Promise<OpenSource>, between: () => Promise<void>): Promise<Held | null> {
  const frame = source.frame;
  if (frame === undefined || !isHeldHere({ source, steps }, stays)) return null;
  const value = await unlessItFails(() => lightly(frame, steps as readonly LightStep[], between));
  if (value === null) return null;
  const opened = await open();
  const firstRows: number[] = [];
  for await (const { input } of opened.parts()) if (input.kind === "frame") firstRows.push(input.firstRow);
  await opened.close();
  return { value, partitions: [...firstRows.keys()], starts: firstRows, firstRows, traces: firstRows.map(() => "all") };
}

async function lightly(rows: DataFrame, steps: readonly LightStep[], between: () => Promise<void>): Promise<DataFrame | Series> {
  let state: StepValue = { value: rows, trace: null };
  const branches = new Branches();
  for (const step of steps) {
    await between();
    state = await work(state, step, noFunctions, 0, branches);
  }
  return state.value;
}

/** Null where a step fails: a pass says where. */
export async function unlessItFails<R>(make: () => R | Promise<R>): Promise<R | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof FrameError || error instanceof ArgumentError || error instanceof SchemaMismatchError) return null;
    throw error;
  }
}

/** Rows that are kept as they are, without a word of where they came from, and reductions. */
function takesWhole({ output, whole }: Sink<unknown>): boolean {
  if (output.kind === "partial") return isLightReduction(output.reduction);
  return output.kind === "frame" && output.tracesRows !== true && whole !== undefined;
}
