import type { Writable } from "node:stream";
import type { CsvWriteOptions } from "@framepool/csv";
import { ArgumentError, assertNotImporting } from "@framepool/errors";
import type { Applied, Cell, DataFrame, Flat, Known, Name, Renamed, Row, RowResult, Selected, Unchecked, Without } from "@framepool/frame";
import type { Shippable, Shipped } from "@framepool/pool";
import { callSite, shipTask } from "@framepool/pool/internal";
import { explain } from "./explain.js";
import type { Explanation, Target } from "./Explanation.js";
import { checkOptions, splitOptions, type PipelineOptions } from "./options.js";
import type { FunctionStep, Step } from "./plan.js";
import { pushDown, type Pushed } from "./push-down.js";
import type { Report } from "./report.js";
import { execute, type Executed, type OpenSink } from "./run.js";
import { arrowSink, type ArrowWriteOptions } from "./sinks/arrow.js";
import { batchSink } from "./sinks/batches.js";
import { csvFilesSink, NAME } from "./sinks/csv-files.js";
import { csvSink } from "./sinks/csv.js";
import { frameSink } from "./sinks/frame.js";
import type { Source } from "./sources/source.js";

/** What `run()` gives: the result, and what was done to get it. */
export interface RunResult<Out> {
  readonly frame: Out;
  /** input rows that were set aside, with the place and the reason: `onError: "collect"`, or a function that says so; else none */
  readonly rejects?: DataFrame;
  readonly report: Report;
}

/** Makes the source of one run: `pushed` is what the first steps leave to it. */
export type SourceMaker = (options: PipelineOptions, pushed: Pushed) => Source;

/** The schema of what `apply` gives, for the steps behind it. */
type SchemaOf<Out> = Out extends DataFrame<infer S> ? S : never;

/**
 * A source, the steps on it, and how they run: a value. Functions are checked when they are given; no work begins before `collect`, `run` or a sink, and each of
 * these runs the whole over the source. `S` is the schema that the next step sees, `Out` what `collect` gives.
 */
export class Pipeline<S = Unchecked, Out = DataFrame<S>> {
  readonly #source: SourceMaker;
  readonly #steps: readonly Step[];
  readonly #options: PipelineOptions;

  /** Made by `parallel(df)` and `scanCsv(path)`. */
  constructor(source: SourceMaker, options: PipelineOptions, steps: readonly Step[] = []) {
    this.#source = source;
    this.#options = checkOptions(options);
    this.#steps = steps;
  }

  /**
   * Gives each part of the input to `fn`, as a DataFrame of its own, and puts the frames it gives behind one another.
   * `fn` runs once a part, in a worker; it may be async. It sees that part only: a verb that needs a whole column sees
   * the part's.
   *
   * @throws CaptureError at once, if `fn` cannot travel.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ fare: [7.25, null, 71.28] });
   * const out = await parallel(df).mapPartitions((part) => part.assign({ known: part.col("fare").map((fare) => fare !== null) })).collect();
   * out.toRows(); // → [ { fare: 7.25, known: true }, { fare: null, known: false }, { fare: 71.28, known: true } ]
   */
  mapPartitions<R = Unchecked>(fn: Shipped<[part: DataFrame<S>], DataFrame<R> | Promise<DataFrame<R>>>): Pipeline<R> {
    return this.step<R, DataFrame<R>>("mapPartitions", fn, callSite(this.mapPartitions));
  }

  /**
   * Gives each row to `fn`, in order within a part: scalars make a Series, objects a DataFrame with the union of their
   * keys. The result is that of `df.apply(fn)`, whatever the partitions.
   *
   * @throws CaptureError at once, if `fn` cannot travel.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ a: [1, 2], b: [10, 20] });
   * const sums = await parallel(df).apply((row) => row.a + row.b).collect();
   * [...sums]; // → [ 11, 22 ]
   */
  apply<R extends Cell | RowResult<R>>(fn: Shipped<[row: Row<S>], R>): Pipeline<SchemaOf<Applied<R>>, Applied<R>> {
    return this.step<SchemaOf<Applied<R>>, Applied<R>>("apply", fn, callSite(this.apply));
  }

  /**
   * These columns, in this order. Directly behind a scan the others are not read at all, nor is looked for what is wrong
   * with them.
   *
   * @throws FrameError when it runs, for a name that is not there.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ a: [1, 2], b: ["x", "y"], c: [3, 4] });
   * (await parallel(df).select(["c", "a"]).collect()).columns; // → [ 'c', 'a' ]
   */
  select<K extends Name<S>>(columns: readonly K[]): Pipeline<Selected<S, K>> {
    return this.#with({ op: "select", columns: [...columns] });
  }

  /**
   * All columns but these; directly behind a scan they are not read at all.
   *
   * @throws FrameError when it runs, for a name that is not there.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ a: [1, 2], b: ["x", "y"] });
   * (await parallel(df).drop("b").collect()).columns; // → [ 'a' ]
   */
  drop<K extends Name<S>>(columns: K | readonly K[]): Pipeline<Flat<Without<Known<S>, K>>> {
    return this.#with({ op: "drop", columns: typeof columns === "string" ? [columns] : [...columns] });
  }

  /**
   * New names for some columns; a name that is not there is passed over.
   *
   * @throws FrameError when it runs, if two columns get one name.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ a: [1, 2], b: ["x", "y"] });
   * (await parallel(df).rename({ a: "id" }).collect()).columns; // → [ 'id', 'b' ]
   */
  rename<const M extends { readonly [K in Name<S>]?: string }>(names: M): Pipeline<Renamed<Known<S>, M>> {
    return this.#with({ op: "rename", names: Object.entries<string | undefined>(names).flatMap(([from, to]) => (to === undefined ? [] : [[from, to]] as const)) });
  }

  /**
   * The first `n` rows of all, whatever the partitions. Directly behind a scan the reading stops there; elsewhere the
   * source is read no further when the rows are there.
   *
   * @param n rows from 0; unlike a frame's, not negative, since how many there are is not known before the end
   * @throws ArgumentError for another number.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ a: [1, 2, 3] });
   * (await parallel(df, { partitionRows: 1 }).head(2).collect()).toRows(); // → [ { a: 1 }, { a: 2 } ]
   */
  head(n = 5): Pipeline<S, Out> {
    if (!Number.isSafeInteger(n) || n < 0) throw new ArgumentError(`head(n) of a pipeline needs a whole number of rows from 0, not ${String(n)}; how many rows there are is not known before the end`);
    return this.#with({ op: "head", rows: n });
  }

  /**
   * Runs the pipeline into memory: a DataFrame, or a Series where the last step gave scalars.
   *
   * @throws TaskError naming the lowest row at which a function failed, SchemaMismatchError where parts do not fit together.
   */
  async collect(options: PipelineOptions = {}): Promise<Out> {
    return (await this.#execute(() => Promise.resolve(frameSink()), options)).result as Out;
  }

  /** {@link collect}, with the report of what was done and where the time went. */
  async run(options: PipelineOptions = {}): Promise<RunResult<Out>> {
    const merged = { ...this.#options, ...options };
    const { result, rejects, report } = await this.#execute(() => Promise.resolve(frameSink()), options, true);
    const collects = merged.onError === "collect" || typeof merged.onError === "function" || typeof merged.onError === "object";
    return collects ? { frame: result as Out, rejects, report } : { frame: result as Out, report };
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
    const { own, rest } = splitOptions(options);
    return (await this.#execute(async (signal, source) => (typeof target === "string" && target.includes(NAME) ? csvFilesSink(target, (await source.files?.()) ?? [], rest, signal) : csvSink(target, rest, signal)), own)).report;
  }

  /**
   * Runs the pipeline into an Arrow IPC file, or with `{ format: "stream" }` a stream of it, in input order. A file is
   * written beside its target and renamed at the end, as by `toCsv`. It has the types of the first part: another part is
   * cast to them where nothing is lost (a column of which the first parts have no cell takes the type of its first cells).
   *
   * @throws SinkError where the file cannot be written; SchemaMismatchError, naming partition and column, for a part that does not fit.
   */
  async toArrow(target: string | URL | Writable, options: ArrowWriteOptions & PipelineOptions = {}): Promise<Report> {
    const { own, rest } = splitOptions(options);
    return (await this.#execute((signal) => arrowSink(target, rest, signal), own)).report;
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
    if (typeof (fn as unknown) !== "function") throw new ArgumentError("forEachBatch needs a function of a batch");
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
  async explain({ to = "collect", ...options }: PipelineOptions & { readonly to?: Target } = {}): Promise<Explanation> {
    const merged = checkOptions({ ...this.#options, ...options });
    const steps = pushDown(this.#steps);
    return explain(this.#source(merged, steps.pushed), steps, to, merged);
  }

  /** Adds a step with a user's function; `file` is what `import()` inside that resolves from. The verbs are this with their types. */
  step<T, O>(op: FunctionStep["op"], fn: Shippable, file: string | null): Pipeline<T, O> {
    return this.#with({ op, task: shipTask(fn, { op, file }) });
  }

  #with<T, O>(step: Step): Pipeline<T, O> {
    return new Pipeline<T, O>(this.#source, this.#options, [...this.#steps, step]);
  }

  async #execute<R>(openSink: OpenSink<R>, options: PipelineOptions, keepsRejects = false): Promise<Executed<R>> {
    assertNotImporting("a pipeline");
    const merged = checkOptions({ ...this.#options, ...options });
    const steps = pushDown(this.#steps);
    return execute(this.#source(merged, steps.pushed), steps, openSink, merged, keepsRejects);
  }
}
