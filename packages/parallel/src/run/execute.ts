import { isReaderGone } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame";
import { callLimits } from "@framepool/pool/internal";
import { errorPolicy, refuseForSteps, setsAside } from "../faults/error-options.js";
import { located } from "../faults/located.js";
import { assertNoInput, assertOwnTargets, isInput, QUARANTINE, type Written } from "../faults/own-target.js";
import { withPartial } from "../faults/partial.js";
import { Quarantine } from "../faults/Quarantine.js";
import { Tally } from "../faults/Tally.js";
import { wholeRows } from "../faults/whole-rows.js";
import type { PipelineOptions } from "../options.js";
import { chooseBackend } from "../plan/choose-backend.js";
import { looksAcross, withBranches } from "../plan/made-columns.js";
import type { Steps } from "../plan/push-down.js";
import type { Sink } from "../sinks/sink.js";
import { InputParts } from "../sources/InputParts.js";
import type { Source } from "../sources/source.js";
import { assertOpen, lease } from "./lease.js";
import { staysHere } from "./made-here.js";
import { memoryPlan } from "./memory-limit.js";
import { watched, type Watched } from "./progress-line.js";
import { Reporter, type Report } from "./report.js";
import { importsRunningScript } from "./run.js";
import { Stages } from "./stages.js";
import { Trips } from "./Trips.js";
import { Workers } from "./Workers.js";

/** Opens where results go; the signal ends it where that waits for somebody. `aside`: what else is written, to other files. */
export type OpenSink<R> = (signal: AbortSignal | undefined, source: Source, aside: readonly Written[]) => Promise<Sink<R>>;

/** What a run gives. */
export interface Executed<R> {
  readonly result: R;
  /** rows that were set aside, where they are kept */
  readonly rejects: DataFrame;
  readonly report: Report;
}

/** Runs steps over a source into a sink. Every partition goes the same way, in line or on threads; the workers are those of all stages. */
export async function execute<R>(source: Source, { pushed: { limit }, columns, rest }: Steps, openSink: OpenSink<R>, options: PipelineOptions, keepsRejects = false): Promise<Executed<R>> {
  const errors = errorPolicy(options);
  refuseForSteps(errors, withBranches(rest));
  const size = await source.size();
  const choice = chooseBackend(size, options, () => withBranches(rest).some(importsRunningScript));
  const reporter = new Reporter(choice);
  const memory = memoryPlan(options, choice.workers);
  const limits = callLimits(options, choice.backend === "threads", "a run");
  const tally = new Tally(options.maxErrors);
  assertOpen(options);
  // Last, when all that can be refused was looked at: an opened file has to be put away again.
  const aside = await writtenAside(source, options, limit < Infinity || withBranches(rest).some(({ op }) => op === "head"));
  const output = await openSink(options.signal, source, aside);
  let quarantine: Quarantine | null = null;
  let stages: Stages | null = null;
  let trips: Trips | null = null;
  let input: InputParts | null = null;
  let progress: Watched | null = null;
  let isWell = false;
  const reportOf = (readerGone: boolean): Report => reporter.finish({ badLines: stages?.rejects?.count ?? 0, readerGone, errors: tally.counted, retries: trips?.retries ?? 0, busyMs: trips?.busyMs ?? 0 });
  const wholeOf = (aside: DataFrame): Promise<DataFrame> => wholeRows(aside, input!, options.signal);
  /** A quarantine that is an input, so that its rows are tried again, stays as it was where not all of them were read. */
  const unlessInput = async <W>(writes: W): Promise<W | "never"> => ((await isInput(options.quarantine, source)) ? "never" : writes);
  // Rows that are set aside are kept also where the run fails; an output that was replaced could not be what it was, had they no room.
  const sink: Sink<R> = {
    ...output,
    finish: async () => {
      if (!(await isInput(options.quarantine, source))) await quarantine?.finish("always", wholeOf);
      return output.finish();
    },
  };
  /** The error that ends the run, if one does, and those of the report: with their places in files. */
  const told = async (ending: unknown): Promise<unknown> => {
    if (input === null) return ending;
    const [error, ...first] = await located([ending, ...tally.first], input, options.signal);
    tally.retold(first);
    return error;
  };
  try {
    const workers = lease(options, choice, memory.resourceLimits);
    trips = new Trips(workers, limits);
    progress = await watched(options);
    const isStaged = looksAcross(rest);
    input = isStaged ? new InputParts(source, new Workers(trips), setsAside(options) && (keepsRejects || options.quarantine !== undefined)) : null;
    quarantine = await Quarantine.open(options.quarantine, keepsRejects, isStaged || source.varies === true, options.signal);
    stages = new Stages({ trips, bytesInFlight: memory.inFlight, reporter, options: { ...options, onProgress: progress.tell }, staysHere: staysHere(options, choice), errors, tally, quarantine, input });
    const result = await stages.through(source, columns, rest.map((step) => ({ ...step })), sink);
    await quarantine.finish("always", wholeOf);
    await stages.rejects?.commit();
    isWell = true;
    await told(null);
    const report = reportOf(false);
    if (quarantine.isBlind && report.errors.rowsAside > 0) warnOfLost(report.errors.rowsAside);
    return { result, rejects: quarantine.frame, report };
  } catch (error) {
    // What cannot be put away must not hide why the run ended.
    await Promise.allSettled([sink.abort(), stages?.rejects?.abort()]);
    if (quarantine !== null && sink.leave !== undefined && isReaderGone(error)) {
      await quarantine.finish(await unlessInput("always"), wholeOf);
      return { result: sink.leave(), rejects: quarantine.frame, report: reportOf(true) };
    }
    // What was set aside is kept also where the run failed.
    await quarantine?.finish(await unlessInput("if any"), wholeOf).catch(() => undefined);
    const [before, kept] = [stages?.passedOf(sink) ?? 0, quarantine];
    throw withPartial(await told(error), reportOf(false), () => ({ frame: sink.soFar?.(before) ?? null, rejects: kept?.frame ?? null }));
  } finally {
    progress?.stop();
    await trips?.end(isWell);
    await stages?.close();
  }
}

/** What is written beside the output. Throws ArgumentError where that is one file twice, or an input that would be lost. */
async function writtenAside(source: Source, { quarantine }: PipelineOptions, hasHead: boolean): Promise<readonly Written[]> {
  const aside = [...(quarantine === undefined ? [] : [{ what: QUARANTINE, target: quarantine }]), ...((await source.writes?.()) ?? [])];
  await assertOwnTargets(aside);
  await assertNoInput(aside, source, hasHead);
  return aside;
}

function warnOfLost(rows: number): void {
  process.emitWarning(`onError: "collect" set ${String(rows)} rows aside, and nobody gets them: take them from run(), which gives { frame, rejects, report }, or name a file for them, { quarantine: "bad.csv" }`, { type: "FramepoolWarning", code: "FRAMEPOOL_LOST_REJECTS" });
}
