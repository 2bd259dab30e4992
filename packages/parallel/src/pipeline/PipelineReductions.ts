import { ArgumentError } from "@framepool/errors";
import { checkOwnName, COLUMNS, frameOf, withQuantiles, type AggregateName, type Cell, type Column, type DataFrame, type Each, type EachAggregated, type EachColumn, type NuniqueOptions, type QuantileOptions, type Quantiles, type ReduceOptions, type SpreadOptions } from "@framepool/frame/internal";
import { checkFrameCall } from "../plan/check-call.js";
import { nuniquePlan, type AggregatePlan } from "../reductions/aggregates.js";
import { Runs } from "./Runs.js";

/** One value of each column, as those of a frame: a run of its own each. `agg` has many in one. */
export abstract class PipelineReductions<S, Out> extends Runs<Out> {
  /**
   * How many cells are there, of each column.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ name: ["Ann", null], age: [20, 41] }), { partitions: 2 });
   * await pipe.count(); // → { name: 1, age: 2 }
   */
  count(options: EachColumn = {}): Promise<Each<S, number>> { return this.#named("count", options); }
  /** Exact sums, rounded once. */
  sum(options: ReduceOptions = {}): Promise<EachAggregated<S, "sum">> { return this.#named("sum", options); }
  /** Means, from exact sums. */
  mean(options: ReduceOptions = {}): Promise<EachAggregated<S, "mean">> { return this.#named("mean", options); }

  /**
   * The middle cells: all cells come to the main thread, 8 bytes each. What `fillna` takes.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ name: ["Ann", "Bo", "Cy"], age: [20, null, 41] }), { partitions: 3 });
   * (await pipe.fillna(await pipe.median({ numericOnly: true })).collect()).col("age").toList(); // → [ 20, 30.5, 41 ]
   */
  median(options: ReduceOptions = {}): Promise<EachAggregated<S, "median">> { return this.#named("median", options); }
  /** The least cells. */
  min(options: ReduceOptions = {}): Promise<EachAggregated<S, "min">> { return this.#named("min", options); }
  /** The greatest cells. */
  max(options: ReduceOptions = {}): Promise<EachAggregated<S, "max">> { return this.#named("max", options); }
  /** Products. */
  prod(options: ReduceOptions = {}): Promise<EachAggregated<S, "prod">> { return this.#named("prod", options); }
  /** Skewness, without bias. */
  skew(options: ReduceOptions = {}): Promise<EachAggregated<S, "skew">> { return this.#named("skew", options); }
  /** Excess kurtosis, without bias. */
  kurt(options: ReduceOptions = {}): Promise<EachAggregated<S, "kurt">> { return this.#named("kurt", options); }
  /** How many distinct values there are; missing ones do not count, or with `dropna: false` as one. */
  nunique(options: NuniqueOptions = {}): Promise<Each<S, number>> {
    checkFrameCall("nunique", options);
    return this.#each(nuniquePlan(options), {});
  }
  /** Whether any cell is true, or a number other than 0. */
  any(options: ReduceOptions = {}): Promise<EachAggregated<S, "any">> { return this.#named("any", options); }
  /** Whether all cells are true, or numbers other than 0. */
  all(options: ReduceOptions = {}): Promise<EachAggregated<S, "all">> { return this.#named("all", options); }
  /** Standard deviations, from exact sums. */
  std(options: SpreadOptions & ReduceOptions = {}): Promise<EachAggregated<S, "std">> { return this.#spread("std", options); }
  /** Variances, from exact sums. */
  var(options: SpreadOptions & ReduceOptions = {}): Promise<EachAggregated<S, "var">> { return this.#spread("var", options); }

  /**
   * The value below which a part `q` of the cells of each column lies; of a list of them a frame, whose column `quantile`
   * says which. All cells come to the main thread, 8 bytes each.
   *
   * @throws ArgumentError for a `q` that is not from 0 to 1
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ age: [20, 41, 30, 25], fare: [7, null, 9, 8] }), { partitions: 2 });
   * (await pipe.quantile([0, 0.5, 1])).toColumns(); // → { quantile: [ 0, 0.5, 1 ], age: [ 20, 27.5, 41 ], fare: [ 7, 8, 9 ] }
   */
  quantile(q?: number, options?: QuantileOptions & ReduceOptions): Promise<EachAggregated<S, "median">>;
  quantile(q: readonly number[], options?: QuantileOptions & ReduceOptions): Promise<DataFrame<Quantiles<S>>>;
  quantile(q: number | readonly number[] = 0.5, options: QuantileOptions & ReduceOptions = {}): Promise<unknown> {
    checkEachColumn("quantile", options);
    checkFrameCall("quantile", q, options);
    if (typeof q !== "number") return this.#quantiles([...q], options);
    return this.#each({ of: "quantile", name: "quantile", q, interpolation: options.interpolation ?? "linear" }, options);
  }

  async #quantiles(qs: readonly number[], { interpolation = "linear", numericOnly = false }: QuantileOptions & ReduceOptions): Promise<DataFrame> {
    const found = await this.reduce<readonly Column[]>({ op: "quantiles", column: null, numericOnly, qs, interpolation });
    checkOwnName("quantile", found.map(({ name }) => name), "quantile");
    const { [COLUMNS]: columns, numRows } = withQuantiles(qs, found);
    return frameOf(columns, numRows);
  }

  #spread<R>(name: "std" | "var", options: SpreadOptions & ReduceOptions): Promise<R> {
    checkEachColumn(name, options);
    checkFrameCall(name, options);
    return this.#each({ of: "spread", name, ddof: options.ddof ?? 1 }, options);
  }

  #named<R>(name: AggregateName, options: ReduceOptions & EachColumn): Promise<R> {
    checkEachColumn(name, options);
    checkFrameCall(name, options);
    return this.#each({ of: "name", name }, options);
  }

  async #each<R>(aggregate: AggregatePlan, { numericOnly = false }: ReduceOptions): Promise<R> {
    const made: Readonly<Record<string, Cell>> = await this.values({ aggregates: [aggregate], tasks: [], each: { places: [0], isList: false, ...(numericOnly && { only: "numeric" }) }, columns: [] });
    return made as R;
  }
}

/** Throws ArgumentError where a value of each row is asked for: that is a column, beside the others. */
function checkEachColumn(verb: string, options: ReduceOptions & EachColumn): void {
  // What JavaScript passes may be anything, whatever the type says.
  const { axis }: { readonly axis?: unknown } = { ...options };
  if (axis === 1) throw new ArgumentError(`${verb} of a pipeline is of columns; of rows it is one: \`pipe.assign({ name: (part) => part.select([...]).${verb}({ axis: 1 }) })\``);
}
