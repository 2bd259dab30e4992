import { checkCell, type DataFrame, mostFrequent, pickedKeys, refuseMore, seriesOf } from "@framepool/frame/internal";
import type { AggregatedCell, Cell, CellsAddedTo, CellsBeside, CellsComparedWith, CellsLess, CellsWith, Column, Computed, Countable, Counted, DistinctCounts, Filled, FlagCell, Inclusive, Interpolation, ListAggregates, NumberCell, NuniqueOptions, OneOf, QuantileOptions, Replaced, RollingOptions, Series, SpreadOptions, TimeCell, Unchecked, ValueCounts, ValueCountsOptions, Widen } from "@framepool/frame/internal";
import type { Shipped } from "@framepool/pool";
import { callSite, shipTask } from "@framepool/pool/internal";
import type { PipelineOptions } from "../options.js";
import { checkSeriesCall } from "../plan/check-call.js";
import type { Step } from "../plan/plan.js";
import { nuniquePlan, type AggregatePlan } from "../reductions/aggregates.js";
import { functionName, planSpecs, type GroupAggfunc } from "../reductions/plan-specs.js";
import type { RowVerb } from "../steps/verb.js";
import { OF_COLUMN } from "./arguments-taken.js";
import { ColumnBins } from "./ColumnBins.js";
import type { Pipeline } from "./Pipeline.js";
import { mapTable } from "./map-table.js";
import { noPipeline } from "./no-pipeline.js";
import { PipelineWindows } from "./PipelineWindows.js";
import type { PipelineParts, SourceMaker } from "./Runs.js";
import { valuesOf, verbStep } from "./verb-step.js";

/** A column of cells of kind `K`, or one of which nobody knows. */
export type ColumnOf<T, K> = PipelineColumn<K> | OneOf<T, K>;
/** Makes a pipeline of frames again. */
export type PipelineMaker = (source: SourceMaker, options: PipelineOptions, steps: readonly Step[]) => unknown;

/**
 * One column of a pipeline. Its verbs are those of a Series that look at one cell, each a step; `collect` gives a Series.
 * Aggregates are promises of a value, and run the pipeline at once.
 *
 * @example
 * import { parallel, DataFrame } from "framepool";
 *
 * const fares = parallel(new DataFrame({ fare: [7.25, null, 71.28] }), { partitions: 2 }).col("fare");
 * (await fares.fillna(0).map((fare) => Math.round(fare)).collect()).toList(); // → [ 7, 0, 71 ]
 * await fares.median(); // → 39.265
 */
export class PipelineColumn<out T> extends ColumnBins<T> {
  static {
    refuseMore(this, OF_COLUMN);
  }

  readonly #name: string;
  readonly #pipeline: PipelineMaker;

  /** Made by `pipe.col(name)`. */
  constructor(parts: PipelineParts, name: string, pipeline: PipelineMaker) {
    super(parts);
    this.#name = name;
    this.#pipeline = pipeline;
  }

  /**
   * What a function makes of each cell, null where one is missing; or the cell that a Map, an object or a frame of two
   * columns has for it.
   *
   * @throws CaptureError at once, if `fn` cannot travel
   */
  map<R extends Cell | undefined>(fn: Shipped<[value: T], R>): PipelineColumn<Filled<Widen<R>>>;
  map<const M extends Cell>(table: ReadonlyMap<NonNullable<T>, M> | { readonly [value: string]: M }): PipelineColumn<Widen<M> | null>;
  map(table: DataFrame): PipelineColumn<Unchecked>;
  map(by: unknown): unknown {
    const table = mapTable(by);
    return table === null ? this.#with({ op: "map", task: shipTask(by as Shipped<[T], Cell>, { op: "map", file: callSite(this.map) }) }) : this.#verb("map", [table]);
  }

  /** {@link PipelineColumn.map} with a function. */
  apply<R extends Cell | undefined>(fn: Shipped<[value: T], R>): PipelineColumn<Filled<Widen<R>>> {
    return this.#with({ op: "map", task: shipTask(fn, { op: "apply", file: callSite(this.apply) }) });
  }

  /** Sums with a value. */
  add<O extends Countable | null>(this: ColumnOf<T, NumberCell>, value: O): PipelineColumn<Counted<T, O>>;
  add<O extends Cell>(this: ColumnOf<T, CellsAddedTo<O>>, value: O): PipelineColumn<Computed<T, O>>;
  add(value: Cell): unknown { return this.#verb("add", [value]); }
  /** Differences from a value. */
  sub<O extends Countable | null>(this: ColumnOf<T, NumberCell>, value: O): PipelineColumn<Counted<T, O>>;
  sub<O extends Cell>(this: ColumnOf<T, CellsLess<O>>, value: O): PipelineColumn<Computed<T, O>>;
  sub(value: Cell): unknown { return this.#verb("sub", [value]); }
  /** Products. */
  mul<O extends Countable | null>(this: ColumnOf<T, NumberCell>, value: O): PipelineColumn<Counted<T, O>> { return this.#verb("mul", [value]); }
  /** Quotients, always floats. */
  div<O extends Countable | null>(this: ColumnOf<T, NumberCell>, value: O): PipelineColumn<Counted<T, O>> { return this.#verb("div", [value]); }
  /** Quotients rounded down. */
  floordiv<O extends Countable | null>(this: ColumnOf<T, NumberCell>, value: O): PipelineColumn<Counted<T, O>> { return this.#verb("floordiv", [value]); }
  /** Remainders with the sign of the divisor. */
  mod<O extends Countable | null>(this: ColumnOf<T, NumberCell>, value: O): PipelineColumn<Counted<T, O>> { return this.#verb("mod", [value]); }
  /** Powers. */
  pow<O extends Countable | null>(this: ColumnOf<T, NumberCell>, value: O): PipelineColumn<Counted<T, O>> { return this.#verb("pow", [value]); }
  /** The values with their sign changed. */
  neg(this: ColumnOf<T, NumberCell>): PipelineColumn<T> { return this.#verb("neg", []); }
  /** The values without their sign. */
  abs(this: ColumnOf<T, NumberCell>): PipelineColumn<T> { return this.#verb("abs", []); }
  /** Values rounded to so many decimals, halves to even. */
  round(this: ColumnOf<T, NumberCell>, decimals = 0): PipelineColumn<T> { return this.#verb("round", [decimals]); }
  /** Values kept between two bounds; null is no bound. */
  clip(this: ColumnOf<T, NumberCell>, lower: number | bigint | null = null, upper: number | bigint | null = null): PipelineColumn<T> { return this.#verb("clip", [lower, upper]); }
  /** Whether values are equal. */
  eq(this: PipelineColumn<NumberCell>, value: Countable | null): PipelineColumn<boolean>;
  eq<O extends Cell>(this: ColumnOf<T, CellsComparedWith<O>>, value: O): PipelineColumn<boolean>;
  eq(value: Cell): unknown { return this.#verb("eq", [value]); }
  /** Whether values differ. */
  ne(this: PipelineColumn<NumberCell>, value: Countable | null): PipelineColumn<boolean>;
  ne<O extends Cell>(this: ColumnOf<T, CellsComparedWith<O>>, value: O): PipelineColumn<boolean>;
  ne(value: Cell): unknown { return this.#verb("ne", [value]); }
  /** Whether values are less. */
  lt(this: PipelineColumn<NumberCell>, value: Countable | null): PipelineColumn<boolean>;
  lt<O extends Cell>(this: ColumnOf<T, CellsComparedWith<O>>, value: O): PipelineColumn<boolean>;
  lt(value: Cell): unknown { return this.#verb("lt", [value]); }
  /** Whether values are less or equal. */
  le(this: PipelineColumn<NumberCell>, value: Countable | null): PipelineColumn<boolean>;
  le<O extends Cell>(this: ColumnOf<T, CellsComparedWith<O>>, value: O): PipelineColumn<boolean>;
  le(value: Cell): unknown { return this.#verb("le", [value]); }
  /** Whether values are greater. */
  gt(this: PipelineColumn<NumberCell>, value: Countable | null): PipelineColumn<boolean>;
  gt<O extends Cell>(this: ColumnOf<T, CellsComparedWith<O>>, value: O): PipelineColumn<boolean>;
  gt(value: Cell): unknown { return this.#verb("gt", [value]); }
  /** Whether values are greater or equal. */
  ge(this: PipelineColumn<NumberCell>, value: Countable | null): PipelineColumn<boolean>;
  ge<O extends Cell>(this: ColumnOf<T, CellsComparedWith<O>>, value: O): PipelineColumn<boolean>;
  ge(value: Cell): unknown { return this.#verb("ge", [value]); }
  /** Whether values lie between two. */
  between<O extends Cell>(this: ColumnOf<T, CellsComparedWith<O>>, left: O, right: O, options: { readonly inclusive?: Inclusive } = {}): PipelineColumn<boolean> { return this.#verb("between", [left, right, options]); }
  /** Whether values are among some. */
  isin<O extends Cell>(this: ColumnOf<T, CellsComparedWith<O>>, values: Iterable<O>): PipelineColumn<boolean> { return this.#verb("isin", [valuesOf(values)]); }
  /** Whether a bool and another are true. */
  and(this: ColumnOf<T, FlagCell>, value: boolean | null): PipelineColumn<T> { return this.#verb("and", [value]); }
  /** Whether a bool or another is true. */
  or(this: ColumnOf<T, FlagCell>, value: boolean | null): PipelineColumn<T> { return this.#verb("or", [value]); }
  /** The opposite of bools. */
  not(this: ColumnOf<T, FlagCell>): PipelineColumn<T> { return this.#verb("not", []); }

  /**
   * The cells where the bool Series is true that a function makes of a part of the column, else `other` (default: missing).
   *
   * @throws CaptureError at once, if `keep` cannot travel
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const fares = parallel(new DataFrame({ fare: [7, -1, 70] }), { partitions: 2 }).col("fare");
   * (await fares.where((fare) => fare.ge(0), 0).collect()).toList(); // → [ 7, 0, 70 ]
   */
  where<const O extends Cell = null>(this: ColumnOf<T, CellsBeside<O>>, keep: Shipped<[part: Series<T>], Series<boolean | null>>, other?: O): PipelineColumn<T | Widen<O>> {
    checkCell("where", other ?? null);
    return this.#with({ op: "where", task: shipTask(noPipeline("where", keep, 'by another column it is done where both are: pipe.assign({ x: (part) => part.col("x").where(part.col("y").gt(1)) })'), { op: "where", file: callSite(this.where) }), other: other ?? null });
  }

  /**
   * The cells where the bool Series is not true that a function makes of a part of the column, else `other` (default: missing).
   *
   * @throws CaptureError at once, if `hide` cannot travel
   */
  mask<const O extends Cell = null>(this: ColumnOf<T, CellsBeside<O>>, hide: Shipped<[part: Series<T>], Series<boolean | null>>, other?: O): PipelineColumn<T | Widen<O>> {
    checkCell("mask", other ?? null);
    return this.#with({ op: "mask", task: shipTask(noPipeline("mask", hide, 'by another column it is done where both are: pipe.assign({ x: (part) => part.col("x").mask(part.col("y").gt(1)) })'), { op: "mask", file: callSite(this.mask) }), other: other ?? null });
  }

  /** Whether each cell is missing. */
  isna(): PipelineColumn<boolean> { return this.#verb("isna", []); }
  /** Whether each cell is there. */
  notna(): PipelineColumn<boolean> { return this.#verb("notna", []); }
  /** Missing cells replaced by a value. */
  fillna<const O extends number | bigint | null>(this: PipelineColumn<number | bigint | null | undefined>, value: O): PipelineColumn<NonNullable<T> | Widen<O>>;
  fillna<const O extends Cell>(this: ColumnOf<T, CellsBeside<O>>, value: O): PipelineColumn<NonNullable<T> | Widen<O>>;
  fillna(value: Cell): unknown {
    return this.#verb("fillna", [value]);
  }
  /** The cells that are there. */
  dropna(): PipelineColumn<NonNullable<T>> { return this.#verb("dropna", []); }
  /** Values replaced by others, as `series.replace`. */
  replace<const M extends Cell>(from: RegExp | T | null | readonly (T | null)[] | { readonly [value: string]: M } | ReadonlyMap<T, M>, to?: M | readonly M[]): PipelineColumn<Replaced<T, M>> {
    return this.#verb("replace", to === undefined ? [from] : [from, to]);
  }

  /** How many cells are there. */
  count(): Promise<number> { return this.#value("count"); }
  /** The exact sum, rounded once. */
  sum(this: ColumnOf<T, NumberCell>): Promise<AggregatedCell<T, "sum">> { return this.#value("sum"); }
  /** The exact sum, rounded once, divided by how many cells there are. */
  mean(this: ColumnOf<T, NumberCell | TimeCell>): Promise<AggregatedCell<T, "mean">> { return this.#value("mean"); }
  /** The middle cell, or the mean of the two in the middle: all cells come to the main thread, 8 bytes each. */
  median(this: ColumnOf<T, NumberCell | TimeCell>): Promise<AggregatedCell<T, "median">> { return this.#value("median"); }
  /** The least cell. */
  min(): Promise<AggregatedCell<T, "min">> { return this.#value("min"); }
  /** The greatest cell. */
  max(): Promise<AggregatedCell<T, "max">> { return this.#value("max"); }
  /** Standard deviation, from exact sums. */
  std(this: ColumnOf<T, NumberCell | TimeCell>, options: SpreadOptions = {}): Promise<number | null> { return this.#spread("std", options); }
  /** Variance, from exact sums. */
  var(this: ColumnOf<T, NumberCell>, options: SpreadOptions = {}): Promise<number | null> { return this.#spread("var", options); }

  /**
   * The value below which a part `q` of the cells lies; of several `q`, in one pass, as a Series. All cells come to the
   * main thread, 8 bytes each.
   *
   * @throws ArgumentError for a `q` that is not from 0 to 1
   * @example
   * import { parallel, DataFrame, task } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ fare: [1, 2, 3, 4, 9] }), { partitions: 2 });
   * const edges = (await pipe.col("fare").quantile([0, 0.5, 1])).toList(); // → [ 1, 3, 9 ]
   * const halves = pipe.assign({ half: task({ edges }, (part, { edges }) => part.col("fare").cut(edges, { labels: false, includeLowest: true })) });
   * (await halves.collect()).col("half").toList(); // → [ 0, 0, 0, 1, 1 ]
   */
  quantile(this: ColumnOf<T, NumberCell | TimeCell>, q?: number, options?: QuantileOptions): Promise<AggregatedCell<T, "median">>;
  quantile(this: ColumnOf<T, NumberCell | TimeCell>, q: readonly number[], options?: QuantileOptions): Promise<Series<AggregatedCell<T, "median">>>;
  quantile(this: ColumnOf<T, NumberCell | TimeCell>, q: number | readonly number[] = 0.5, options: QuantileOptions = {}): Promise<unknown> {
    checkSeriesCall({ verb: "quantile", args: [q, options] });
    const { interpolation = "linear" } = options;
    return typeof q === "number" ? this.#aggregate({ of: "quantile", name: "quantile", q, interpolation }) : this.#quantiles(q, interpolation);
  }

  /** The values that are there most often, in order. */
  async mode(): Promise<Series<NonNullable<T>>> {
    return seriesOf<NonNullable<T>>(mostFrequent(await this.#distinct("mode", true)));
  }

  /** Each value once, in order of first appearance; a missing one too. */
  async unique(): Promise<Series<T>> {
    return seriesOf<T>(pickedKeys(await this.#distinct("unique", false))[0]!);
  }

  /**
   * Each value and how often it is there, as `series.valueCounts`: a step that gives a frame.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const ports = parallel(new DataFrame({ port: ["S", "C", "S", null] }), { partitions: 3 }).col("port");
   * (await ports.valueCounts().collect()).toRows(); // → [ { port: 'S', count: 2 }, { port: 'C', count: 1 } ]
   */
  valueCounts<const O extends ValueCountsOptions>(options?: O): Pipeline<ValueCounts<O>> {
    checkSeriesCall({ verb: "valueCounts", args: [options] });
    return this.frame([{ op: "valueCounts", call: "valueCounts", columns: [this.#name], byKey: false, options: options ?? {} }]) as Pipeline<ValueCounts<O>>;
  }

  /** The product. */
  prod(this: ColumnOf<T, NumberCell>): Promise<AggregatedCell<T, "prod">> { return this.#value("prod"); }
  /** Skewness, without bias. */
  skew(this: ColumnOf<T, NumberCell>): Promise<number | null> { return this.#value("skew"); }
  /** Excess kurtosis, without bias. */
  kurt(this: ColumnOf<T, NumberCell>): Promise<number | null> { return this.#value("kurt"); }
  /** How many distinct values there are; missing ones do not count, or with `dropna: false` as one. */
  nunique(options: NuniqueOptions = {}): Promise<number> {
    checkSeriesCall({ verb: "nunique", args: [options] });
    return this.#aggregate(nuniquePlan(options));
  }
  /** Whether any cell is true, or a number other than 0. */
  any(this: ColumnOf<T, NumberCell>): Promise<boolean> { return this.#value("any"); }
  /** Whether all cells are true, or numbers other than 0. */
  all(this: ColumnOf<T, NumberCell>): Promise<boolean> { return this.#value("all"); }

  /**
   * An aggregate by name, one of your own in parts, or a function of the whole Series, which is called in a worker with the
   * column in memory; of a list of them, in one pass, an object with the value of each by its name.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const fares = parallel(new DataFrame({ fare: [7, 71, 8] }), { partitions: 2 }).col("fare");
   * await fares.agg(["min", "median"]); // → { min: 7, median: 8 }
   */
  agg<const F extends GroupAggfunc>(this: ColumnOf<T, CellsWith<F>>, aggfunc: F): Promise<AggregatedCell<T, F>>;
  agg<const F extends GroupAggfunc>(this: ColumnOf<T, CellsWith<F>>, aggfuncs: readonly F[]): Promise<ListAggregates<T, F>>;
  agg(aggfuncs: GroupAggfunc | readonly GroupAggfunc[]): Promise<unknown> {
    const file = callSite(this.agg);
    if (!Array.isArray(aggfuncs)) return this.#value(aggfuncs as GroupAggfunc, file);
    const specs = (aggfuncs as readonly GroupAggfunc[]).map((aggfunc) => [functionName(aggfunc), { column: this.#name, aggfunc }] as const);
    return this.values(planSpecs(Object.fromEntries(specs), { op: "agg", file }), false);
  }

  /** Windows of `n` rows, over all partitions. */
  rolling(this: ColumnOf<T, NumberCell>, n: number, options: RollingOptions = {}): PipelineWindows<T> {
    return this.#rolling(n, options);
  }

  #rolling<W>(n: number, options: RollingOptions): PipelineWindows<W> {
    return new PipelineWindows<W>((step) => this.with([step, { op: "series" }]), n, options);
  }

  #distinct(call: "mode" | "unique", dropna: boolean): Promise<DistinctCounts> {
    return this.reduce({ op: "distinct", call, columns: [this.#name], byKey: false, options: { dropna } }, false);
  }

  #spread(name: "std" | "var", options: SpreadOptions): Promise<number | null> {
    checkSeriesCall({ verb: name, args: [options] });
    return this.#aggregate({ of: "spread", name, ddof: options.ddof ?? 1 });
  }

  async #aggregate<R>(aggregate: AggregatePlan): Promise<R> {
    return this.#only(await this.values({ aggregates: [aggregate], tasks: [], each: null, columns: [{ name: this.#name, column: this.#name, place: 0 }] }, false));
  }

  async #value<R>(aggfunc: GroupAggfunc, file: string | null = null): Promise<R> {
    return this.#only(await this.values(planSpecs({ [this.#name]: { column: this.#name, aggfunc } }, { op: "agg", file }), false));
  }

  async #quantiles(qs: readonly number[], interpolation: Interpolation): Promise<Series> {
    const [column] = await this.reduce<readonly Column[]>({ op: "quantiles", column: this.#name, numericOnly: false, qs: [...qs], interpolation }, false);
    return seriesOf(column!);
  }

  #only<R>(values: Readonly<Record<string, Cell>>): R {
    return values[this.#name] as R;
  }

  #verb<U>(call: RowVerb, args: readonly unknown[]): PipelineColumn<U> {
    return this.#with(verbStep(true, call, args));
  }

  protected override with<U>(steps: readonly Step[]): PipelineColumn<U> {
    return new PipelineColumn<U>({ ...this.parts, steps: [...this.parts.steps, ...steps] }, this.#name, this.#pipeline);
  }

  protected override frame(steps: readonly Step[]): unknown {
    const { source, options, steps: before } = this.parts;
    return this.#pipeline(source, options, [...before, ...steps]);
  }

  #with<U>(step: Step): PipelineColumn<U> {
    return this.with([step]);
  }
}
