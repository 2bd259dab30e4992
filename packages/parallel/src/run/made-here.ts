import { ArgumentError, FrameError, SchemaMismatchError } from "@framepool/errors";
import type { PipelineOptions } from "../options.js";
import { asFrame } from "../parts/parts.js";
import type { BackendChoice } from "../plan/choose-backend.js";
import { isLight, isLightReduction } from "../plan/light-steps.js";
import type { Pending } from "../plan/pending.js";
import type { ReductionStep } from "../plan/plan.js";
import { reductionOf } from "../reductions/index.js";
import type { Sink } from "../sinks/sink.js";
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

/** What a sink makes of rows in memory and light steps, in one piece, without a pass. Null where it takes one: to send them, or to tell in which part a step failed. */
export async function madeHere<R>({ source, made, steps }: Pending, sink: Sink<R>): Promise<{ readonly result: R } | null> {
  const rows = made ?? source.frame ?? null;
  if (rows === null || !steps.every(isLight) || !takesWhole(sink)) return null;
  const { output } = sink;
  try {
    let state: StepValue = { value: rows, trace: null };
    const branches = new Branches();
    for (const step of steps) state = await work(state, step, noFunctions, 0, branches);
    return { result: output.kind === "partial" ? reduceHere<R>(output.reduction, asFrame(state.value)) : sink.whole!(state.value) };
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
