import { ArgumentError } from "@framepool/errors";
import type {
  AggResult, Applied, Cell, DataFrame, Described, DescribeOptions, Dummied, DummyOptions, DType, CellOf, Flat, GroupbyOptions, Known, Name, OnlyColumns, Open, Renamed, Row, RowResult, Selected, Transformer, TransformerJson, Unchecked, ValueCounts, ValueCountsOptions, Without, SchemaOf,
} from "@framepool/frame/internal";
import type { Shippable, Shipped } from "@framepool/pool";
import { axisOf, columnList, columnNames, refuseMore, shown } from "@framepool/frame/internal";
import { callSite, shipTask, type ShippedTask } from "@framepool/pool/internal";
import type { PipelineOptions } from "../options.js";
import { checkBefore, checkDummies, withoutRows } from "../plan/check-before.js";
import { checkFrameCall } from "../plan/check-call.js";
import type { FunctionStep, Step } from "../plan/plan.js";
import { planSpecs, type GroupAggfunc, type GroupAggSpec, type GroupAggSpecs } from "../reductions/plan-specs.js";
import { isLearner } from "../transformers.js";
import { OF_PIPELINE } from "./arguments-taken.js";
import { PipelineGroupBy } from "./PipelineGroupBy.js";
import { PipelineVerbs } from "./PipelineVerbs.js";
import type { SourceMaker } from "./Runs.js";

/**
 * A source, the steps on it, and how they run: a value. Functions are checked when they are given; no work begins before `collect`, `run`, a sink or a reduction
 * (`agg`), and each of these runs the whole over the source. `S` is the schema that the next step sees, `Out` what `collect` gives.
 *
 * As of frames, one of more columns is one of fewer (`out`), which TypeScript cannot see of mapped types.
 * @ts-expect-error for TypeScript, which reads it in the declarations as well */
export class Pipeline<out S = Unchecked, out Out = DataFrame<S>> extends PipelineVerbs<S, Out> {
  static {
    refuseMore(this, OF_PIPELINE);
  }

  /** Made by `parallel(df)` and `scanCsv(path)`. */
  constructor(source: SourceMaker, options: PipelineOptions, steps: readonly Step[] = []) {
    super({ source, options, steps });
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
   * @throws CaptureError at once, if `fn` cannot travel; ArgumentError for `axis: 0`, for which the columns would have to be whole.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ a: [1, 2], b: [10, 20] });
   * const sums = await parallel(df).apply((row) => row.a + row.b).collect();
   * [...sums]; // → [ 11, 22 ]
   */
  apply<R extends Cell | RowResult<R>>(fn: Shipped<[row: Row<S>], R>, options: { readonly axis?: 1 } = {}): Pipeline<SchemaOf<Applied<R>>, Applied<R>> {
    if (axisOf(options) === 0) throw new ArgumentError("apply of a pipeline gives rows to the function; for whole columns: await pipe.agg({ name: (series) => … }), or (await pipe.collect()).apply(fn, { axis: 0 })");
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
    return this.#with({ op: "select", columns: [...columnList("select", "columns", columns)] });
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
    return this.#with({ op: "drop", columns: [...columnNames("drop", "columns", columns)] });
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
    // Which columns there are is known when it runs, and their names are not the user's function's to make before.
    if (typeof names === "function" || Array.isArray(names)) throw new ArgumentError(`rename of a pipeline takes { from: to }, not ${typeof names === "function" ? "a function" : "an array"}; of the names of each part: \`pipe.mapPartitions((part) => part.rename(…))\``);
    checkFrameCall("rename", names);
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
    if (!Number.isSafeInteger(n) || n < 0) throw new ArgumentError(`head(n) of a pipeline needs a whole number of rows from 0, not ${shown(n)}; how many rows there are is not known before the end`);
    return this.#with({ op: "head", rows: n });
  }

  /**
   * A column for each value of some columns (default: those of text), as `df.getDummies` makes them, whatever the
   * partitions: the values of all rows are looked for first, in a pass of its own. (What a function before has made, and
   * what can be read only once, is kept in memory for the second.)
   *
   * @throws FrameError when it runs, for a name that is not there.
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ n: [1, 2], sex: ["male", "female"] });
   * (await parallel(df, { partitions: 2 }).getDummies(["sex"], { dtype: "int8" }).collect()).toRows(); // → [ { n: 1, sex_female: 0, sex_male: 1 }, { n: 2, sex_female: 1, sex_male: 0 } ]
   */
  getDummies<const K extends Name<S>, const D extends DType = "bool">(columns: readonly K[], options?: DummyOptions<D>): Pipeline<Dummied<S, K, CellOf<D>>>;
  getDummies(columns?: undefined, options?: DummyOptions): Pipeline<Open>;
  getDummies(columns?: readonly string[], options: DummyOptions = {}): unknown {
    if (columns !== undefined) columnList("getDummies", "columns", columns);
    checkDummies(columns ?? null, options);
    return this.#with({ op: "getDummies", columns: columns === undefined ? null : [...columns], options });
  }

  /**
   * Each row (of some columns), and how often it is there, as `df.valueCounts`. What comes to the main thread are the
   * distinct rows of each part.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["m", "f", "m"] });
   * (await parallel(df, { partitions: 3 }).valueCounts({ subset: ["sex"] }).collect()).toRows(); // → [ { sex: 'm', count: 2 }, { sex: 'f', count: 1 } ]
   */
  valueCounts<const O extends ValueCountsOptions & { readonly subset?: readonly Name<S>[] }>(options?: O): Pipeline<Open & ValueCounts<O>> {
    checkFrameCall("valueCounts", options);
    const { subset, ...counting } = { ...options };
    const step: Step = { op: "valueCounts", call: "valueCounts", columns: subset ?? null, byKey: true, options: counting };
    return this.with(subset === undefined ? [step] : [{ op: "select", columns: subset }, step]);
  }

  /** Statistics of each column, as `df.describe`. For the quantiles all numbers come to the main thread, 8 bytes each. */
  describe(options: DescribeOptions = {}): Pipeline<Described<S>> {
    checkFrameCall("describe", options);
    return this.#with({ op: "describe", options });
  }

  /**
   * Each part as a fitted transformer changes it. `await scaler.fit(pipe)` learns of all rows in one pass before.
   *
   * @throws StateError when it runs, for a transformer that has learned nothing
   * @example
   * import { parallel, DataFrame, StandardScaler } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ fare: [1, 3, null] }), { partitions: 2 });
   * const scaler = await new StandardScaler().fit(pipe);
   * (await pipe.transform(scaler).collect()).toColumns(); // → { fare: [ -1, 1, null ] }
   */
  transform<R>(fitted: { transform(frame: DataFrame<S>): DataFrame<R>; toJSON(): TransformerJson }): Pipeline<R>;
  transform(fitted: Transformer): Pipeline;
  transform(fitted: Transformer): unknown {
    if (!isLearner(fitted)) throw new ArgumentError(`transform of a pipeline is for the transformers of framepool, not ${shown(fitted)}; of any other, give its method to mapPartitions`);
    return this.#with({ op: "transform", transformer: fitted.toJSON() });
  }

  /**
   * Groups of rows of one key or several, over all partitions: `agg` and its like aggregate each part where it is, `apply`
   * brings the rows of a group together.
   *
   * @throws ArgumentError for no keys
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["m", "f", "m"], age: [20, 30, 41] });
   * (await parallel(df, { partitions: 3 }).groupby("sex").agg({ age: ["mean", "max"] }).collect()).toRows(); // → [ { sex: 'f', age_mean: 30, age_max: 30 }, { sex: 'm', age_mean: 30.5, age_max: 41 } ]
   */
  groupby<const K extends Name<S>>(keys: K | readonly K[], options: GroupbyOptions = {}): PipelineGroupBy<S, K> {
    const names = [...columnNames("groupby", "keys", keys)];
    checkBefore(() => withoutRows(names).groupby(names, options));
    return new PipelineGroupBy<S, K>({ frame: (steps) => this.with(steps), column: (name, steps) => this.column(name, steps) }, { keys: names, options });
  }

  /**
   * One value a column, all in one pass: each part is aggregated where it is. What `fillna` takes. A function of a whole
   * Series is called in a worker, with the column in memory; not where there are no rows.
   *
   * @param specs by column an aggregate's name, a function of the Series, `{ init, add, merge, finish }` or a list of these; or one for all columns
   * @throws ArgumentError for no such aggregate; FrameError for a column that is not there, or of which there is no such value
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ age: [20, null, 41], port: ["S", "S", "C"] });
   * await parallel(df, { partitions: 3 }).agg({ age: "median", port: "mode" }); // → { age: 30.5, port: 'S' }
   */
  agg<const N extends { readonly [column: string]: GroupAggSpec }>(specs: N, ...columns: OnlyColumns<S, N>): Promise<AggResult<S, N>>;
  agg(specs: GroupAggfunc | readonly GroupAggfunc[]): Promise<{ [column: string]: Cell }>;
  agg(specs: GroupAggSpecs, ..._columns: readonly unknown[]): unknown {
    return this.values(planSpecs(specs, { op: "agg", file: callSite(this.agg) }));
  }

  /** Adds a step with a user's function; `file` is what `import()` inside that resolves from. The verbs are this with their types. */
  step<T, O>(op: FunctionStep["op"], fn: Shippable, file: string | null): Pipeline<T, O> {
    return this.#with({ op, task: shipTask(fn, { op, file }) });
  }

  /** `mapPartitions` for who runs the pipeline at once, and is called otherwise: the function is read when its workers are on their way. */
  stepAtRun<T, O>(call: "parallelDataFrame", fn: Shippable, file: string | null): Pipeline<T, O> {
    let task: ShippedTask | null = null;
    return this.#with({ op: "mapPartitions", call, get task() { return (task ??= shipTask(fn, { op: call, file })); } });
  }

  protected override with<T, O>(steps: readonly Step[]): Pipeline<T, O> {
    const { source, options, steps: before } = this.parts;
    return new Pipeline<T, O>(source, options, [...before, ...steps]);
  }

  protected override pipelineOf(source: SourceMaker, options: PipelineOptions, steps: readonly Step[]): unknown {
    return new Pipeline(source, options, steps);
  }

  #with<T, O>(step: Step): Pipeline<T, O> {
    return this.with([step]);
  }
}
