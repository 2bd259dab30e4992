import type { Writable } from "node:stream";
import type { CsvWriteOptions } from "@framepool/csv";
import { ArgumentError, assertNotImporting } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { execute, type Executed, type OpenSink } from "../run/execute.js";
import { explain } from "../run/explain.js";
import type { Explanation, Target } from "../run/Explanation.js";
import { stepsFor } from "./aggregate-steps.js";
import { columnsOf, FIT, shown, LabelEncoder, roundedCell, type Cell, type FitSource } from "@framepool/frame/internal";
import { setsAside } from "../faults/error-options.js";
import { assertOwnTargets } from "../faults/own-target.js";
import { opOf } from "../faults/task-error.js";
import { checkGiven, checkObject, checkOptions, splitOptions, type PipelineOptions } from "../options.js";
import { asFrame } from "../parts/parts.js";
import { looksAcross } from "../plan/made-columns.js";
import type { ReductionStep, Step } from "../plan/plan.js";
import { pushDown, type Pushed } from "../plan/push-down.js";
import { columnsNamed, isInParts, type AggregatePlan, type SeriesPlan, type SpecsPlan } from "../reductions/aggregates.js";
import { reductionOf } from "../reductions/index.js";
import type { Report } from "../run/report.js";
import { arrowSink, type ArrowWriteOptions } from "../sinks/arrow.js";
import { batchSink } from "../sinks/batches.js";
import { csvFilesSink, NAME } from "../sinks/csv-files.js";
import { csvSink } from "../sinks/csv.js";
import { frameSink } from "../sinks/frame.js";
import { reduceSink } from "../sinks/reduce.js";
import type { Sink } from "../sinks/sink.js";
import type { Source } from "../sources/source.js";
import { columnsLearned, isLearner } from "../transformers.js";

/** What `run()` gives: the result, and what was done to get it. */
export interface RunResult<Out> {
  readonly frame: Out;
  /** input rows that were set aside, with the place and the reason: `onError: "collect"`, or a function that says so; else none */
  readonly rejects?: DataFrame;
  readonly report: Report;
}

/** Makes the source of one run: `pushed` is what the first steps leave to it. */
export type SourceMaker = (options: PipelineOptions, pushed: Pushed) => Source;

/** What a pipeline is made of: a source, steps, and how they run. */
export interface PipelineParts {
  readonly source: SourceMaker;
  readonly options: PipelineOptions;
  readonly steps: readonly Step[];
}

/** The ways of running a pipeline; each of them runs the whole over the source. `Out` is what `collect` gives. */
export abstract class Runs<Out> implements FitSource {
  protected readonly parts: PipelineParts;

  constructor(parts: PipelineParts) {
    this.parts = { ...parts, options: checkOptions(parts.options) };
  }

  /**
   * Runs the pipeline into memory: a DataFrame, or a Series where the last step gave scalars.
   *
   * @throws TaskError naming the lowest row at which a function failed, SchemaMismatchError where parts do not fit together.
   */
  async collect(options: PipelineOptions = {}): Promise<Out> {
    checkGiven("collect", options);
    return (await this.#execute(() => Promise.resolve(frameSink()), options)).result as Out;
  }

  /**
   * {@link collect}, with the report of what was done and where the time went; and with `onError: "collect"` the input rows
   * that were set aside.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ name: ["Ann", null, "Bo"], age: [30, 5, 41] });
   * const { frame, rejects, report } = await parallel(df, { onError: "collect" }).apply((row) => row.name.length).run();
   * [...frame]; // → [ 3, 2 ]
   * rejects.select(["age", "error_class", "error_row"]).toRows(); // → [ { age: 5, error_class: 'TypeError', error_row: 1 } ]
   * report.errors.count; // → 1
   */
  async run(options: PipelineOptions = {}): Promise<RunResult<Out>> {
    checkGiven("run", options);
    const merged = { ...this.parts.options, ...options };
    const { result, rejects, report } = await this.#execute(() => Promise.resolve(frameSink()), options, this.parts.steps, { keepsRejects: true });
    return setsAside(merged) ? { frame: result as Out, rejects, report } : { frame: result as Out, report };
  }

  /**
   * Runs the pipeline into CSV, in input order; the text is formatted in the workers. A file is written beside its target
   * and renamed at the end: a run that fails leaves the old one as it was. Pipes, devices and streams are written directly,
   * a stream is left open; where a pipe's reader has had enough the run ends quietly, and the report says so (`readerGone`).
   *
   * `{name}` in a path is the name of an input file without its folder and endings: one output for each, all of them renamed
   * at the end. Types are those of all inputs together.
   *
   * @throws SinkError where the file cannot be written, SchemaMismatchError if parts differ in their columns, ArgumentError where inputs have not each a name of their own for `{name}`.
   */
  async toCsv(target: string | URL | Writable, options: CsvWriteOptions & PipelineOptions = {}): Promise<Report> {
    checkObject("toCsv", options);
    const { own, rest } = splitOptions(options);
    if (typeof target !== "string" || !target.includes(NAME)) return (await this.#execute(into(target, (signal) => csvSink(target, rest, signal)), own)).report;
    const together = this.parts.steps.find((step) => looksAcross([step]));
    if (together !== undefined) throw new ArgumentError(`${target}: ${NAME} is the name of an input file, and ${opOf(together)} brings the rows of all of them together; write one file`);
    return (await this.#execute(async (signal, source, aside) => csvFilesSink(target, (await source.files?.()) ?? [], rest, aside, signal), own)).report;
  }

  /**
   * Runs the pipeline into an Arrow IPC file, or with `{ format: "stream" }` a stream of it, in input order. A file is
   * written beside its target and renamed at the end, as by `toCsv`. It has the types of the first part: another part is
   * cast to them where nothing is lost (a column of which the first parts have no cell takes the type of its first cells).
   *
   * @throws SinkError where the file cannot be written; SchemaMismatchError, naming partition and column, for a part that does not fit.
   */
  async toArrow(target: string | URL | Writable, options: ArrowWriteOptions & PipelineOptions = {}): Promise<Report> {
    checkObject("toArrow", options);
    if (typeof target === "string" && target.includes(NAME)) throw new ArgumentError(`${target}: ${NAME}, one output for each input, is for toCsv; write one Arrow file`);
    const { own, rest } = splitOptions(options);
    return (await this.#execute(into(target, (signal) => arrowSink(target, rest, signal)), own)).report;
  }

  /**
   * Runs the pipeline, and gives each result to `fn` on this thread, in input order: a DataFrame, or a Series where the
   * last step gave scalars. `fn` may be async; while it works no more than a few parts a worker are read ahead.
   *
   * @throws TaskError naming the partition, with what `fn` threw as its cause.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const sizes = [];
   * await parallel(new DataFrame({ a: [1, 2, 3] }), { partitionRows: 2 }).forEachBatch((batch) => void sizes.push(batch.numRows));
   * sizes; // → [ 2, 1 ]
   */
  async forEachBatch(fn: (batch: Out) => void | Promise<void>, options: PipelineOptions = {}): Promise<Report> {
    if (typeof (fn as unknown) !== "function") throw new ArgumentError(`forEachBatch needs a function of a batch, not ${shown(fn)}`);
    checkGiven("forEachBatch", options);
    return (await this.#execute(() => Promise.resolve(batchSink((batch) => fn(batch as Out))), options)).report;
  }

  /**
   * What a run would do, before it does: source and sizes, how text is read and why so, what the source does of the
   * steps, partitions, steps, output, and the backend with its reason. Only looks at file sizes; reads nothing.
   *
   * @param options those of a run, and `to`: the method that would run it (`"collect"`)
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ a: [1, 2], b: [3, 4] })).select(["a"]).apply(function half(row) { return row.a / 2; });
   * const plan = await pipe.explain();
   * plan.toJSON().steps; // → [ { op: 'apply', function: 'half', travels: 'source' } ]
   * plan.toJSON().backend.reason; // → 'small (2 rows, 9 bytes): below 50000 rows and 4 MiB'
   */
  async explain(given: PipelineOptions & { readonly to?: Target } = {}): Promise<Explanation> {
    checkObject("explain", given);
    const { to = "collect", ...options } = given;
    checkGiven("explain", options);
    const merged = checkOptions({ ...this.parts.options, ...options });
    const steps = pushDown(stepsFor(merged, this.parts.steps), setsAside(merged), null);
    return explain(this.parts.source(merged, steps.pushed), steps, to, merged);
  }

  /** What there is to learn of all rows, in one pass: a transformer's `fit(pipeline)` calls this. */
  async [FIT](learner: object): Promise<unknown> {
    if (!isLearner(learner)) throw new ArgumentError("fit of a pipeline is for the transformers of framepool: others would not be known in a worker");
    return this.reduce({ op: "fit", transformer: learner.toJSON(), columns: columnsLearned(learner) }, !(learner instanceof LabelEncoder));
  }

  /** Runs the pipeline into a reduction: many partials, and one value in the end. `selects`: it is of a frame, of which only some columns are looked at. */
  protected async reduce<R>(step: ReductionStep, selects = true): Promise<R> {
    const columns = selects ? reductionOf(step).columns(step) : null;
    const steps: readonly Step[] = columns === null ? this.parts.steps : [...this.parts.steps, { op: "select", columns }];
    return (await this.#execute(() => reduceSink<R>(step), {}, steps, { into: step })).result;
  }

  /** One value for each that is wanted. `selects`: of a frame, of which only some columns are looked at. */
  protected async values(plan: SpecsPlan<AggregatePlan | SeriesPlan>, selects = true): Promise<Record<string, Cell>> {
    const { onError = "fail" } = this.parts.options;
    if (isInParts(plan) && (onError === "fail" || plan.tasks.length === 0)) return this.reduce({ op: "agg", ...plan }, selects);
    const columns = selects ? columnsNamed([], plan) : null;
    const step: Step = { op: "groupby.aggSeries", call: "agg", keys: [], options: {}, ...plan };
    const { result } = await this.#execute(() => Promise.resolve(frameSink()), {}, [...this.parts.steps, ...(columns === null ? [] : [{ op: "select" as const, columns }]), step]);
    return Object.fromEntries(columnsOf(asFrame(result)).map((column) => [column.name, roundedCell(column)]));
  }

  /** The steps from here to what was made of this; null where it was made of something else, undefined for what is no pipeline. */
  protected stepsTo(given: unknown): readonly Step[] | null | undefined {
    if (!(given instanceof Runs)) return undefined;
    const { source, steps } = given.parts;
    const own = this.parts;
    const isOwn = source === own.source && own.steps.every((step, i) => step === steps[i]);
    return isOwn ? steps.slice(own.steps.length) : null;
  }

  async #execute<R>(openSink: OpenSink<R>, options: PipelineOptions, all: readonly Step[] = this.parts.steps, { keepsRejects = false, into = null }: { readonly keepsRejects?: boolean; readonly into?: ReductionStep | null } = {}): Promise<Executed<R>> {
    assertNotImporting("a pipeline");
    const merged = checkOptions({ ...this.parts.options, ...options });
    const steps = pushDown(stepsFor(merged, all), setsAside(merged), into);
    return execute(this.parts.source(merged, steps.pushed), steps, openSink, merged, keepsRejects);
  }
}

/** Opens a sink of one file or stream, which nothing else may be written to. */
function into(target: string | URL | Writable, open: (signal: AbortSignal | undefined) => Promise<Sink<void>>): OpenSink<void> {
  return async (signal, _source, aside) => {
    await assertOwnTargets([{ what: "the output", target }, ...aside]);
    return open(signal);
  };
}
