import { columnName, refuseMore } from "@framepool/frame/internal";
import type { AggregateName, AggResult, Flat, GroupedEach, GroupedWith, Name, OnlyColumns, NuniqueOptions, QuantileOptions, ReduceOptions, SpreadOptions } from "@framepool/frame/internal";
import type { Call } from "../plan/calls.js";
import { checkGroupsCall } from "../plan/check-call.js";
import { OF_RESAMPLED } from "./arguments-taken.js";
import type { Pipeline } from "./Pipeline.js";
import { PipelineResampledColumn } from "./PipelineResampledColumn.js";

/** An aggregate by name of a column, a list of them, or one under a name of its own. */
type NamedSpec = AggregateName | readonly AggregateName[] | { readonly column: string; readonly aggfunc: AggregateName };
type Bins<S, K extends string, N> = Pipeline<Flat<{ [P in K]: Date } & AggResult<S, N>>>;

/** The rows of a pipeline in groups of time. What its methods make is a pipeline over a frame of all bins, as `df.resample` gives it: all rows come to the main thread. */
export class PipelineResampled<S, K extends string> {
  static {
    refuseMore(this, OF_RESAMPLED);
  }

  readonly #made: (...calls: readonly Call[]) => unknown;

  /** Made by `pipe.resample(rule, { on })`. */
  constructor(made: (...calls: readonly Call[]) => unknown) {
    this.#made = made;
  }

  /**
   * One column, for aggregates of it alone.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ at: [new Date("2021-03-04T05:00"), new Date("2021-03-06T07:00")], x: [1, 3], y: [2, 2] }), { partitions: 2 });
   * (await pipe.resample("1D", { on: "at" }).col("x").sum().collect()).col("x").toList(); // → [ 1, 0, 3 ]
   */
  col<C extends Name<S>>(name: C): PipelineResampledColumn<S, K, C> {
    const column = columnName("col", "name", name);
    return new PipelineResampledColumn<S, K, C>((call) => this.#made({ verb: "col", args: [column] }, call));
  }

  /**
   * The bins, and a column for each aggregate by name.
   *
   * @throws ArgumentError at once, for a function; when it runs, for no such aggregate or rule
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ at: [new Date("2021-03-04T05:00"), new Date("2021-03-04T07:00")], x: [1, 3] }), { partitions: 2 });
   * (await pipe.resample("1D", { on: "at" }).agg({ x: ["min", "mean"] }).collect()).col("x_mean").toList(); // → [ 2 ]
   */
  agg<const N extends { readonly [column: string]: NamedSpec }>(specs: N, ...columns: OnlyColumns<S, N>): Bins<S, K, N>;
  agg<const F extends AggregateName>(aggfunc: F): Pipeline<GroupedEach<S, K, F>>;
  agg(specs: unknown, ..._columns: readonly unknown[]): unknown { return this.#verb("agg", specs); }

  /** How many rows each bin has, as the column `size`. */
  size(): Pipeline<GroupedWith<S, K, "size", number>> { return this.#verb("size"); }
  /** How many cells are there. */
  count(): Pipeline<GroupedEach<S, K, "count">> { return this.#verb("count"); }
  /** Exact sums. */
  sum(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "sum">> { return this.#verb("sum", options); }
  /** Means, from exact sums. */
  mean(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "mean">> { return this.#verb("mean", options); }
  /** Medians. */
  median(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "median">> { return this.#verb("median", options); }
  /** Standard deviations. */
  std(options: SpreadOptions & ReduceOptions = {}): Pipeline<GroupedEach<S, K, "std">> { return this.#verb("std", options); }
  /** Variances. */
  var(options: SpreadOptions & ReduceOptions = {}): Pipeline<GroupedEach<S, K, "var">> { return this.#verb("var", options); }
  /** The least cells. */
  min(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "min">> { return this.#verb("min", options); }
  /** The greatest cells. */
  max(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "max">> { return this.#verb("max", options); }
  /** Products. */
  prod(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "prod">> { return this.#verb("prod", options); }
  /** The first cells that are there. */
  first(): Pipeline<GroupedEach<S, K, "first">> { return this.#verb("first"); }
  /** The last cells that are there. */
  last(): Pipeline<GroupedEach<S, K, "last">> { return this.#verb("last"); }
  /** How many values there are; with `dropna: false` missing cells are one more. */
  nunique(options: NuniqueOptions = {}): Pipeline<GroupedEach<S, K, "nunique">> { return this.#verb("nunique", options); }
  /** Quantiles. */
  quantile(q = 0.5, options: QuantileOptions & ReduceOptions = {}): Pipeline<GroupedEach<S, K, "median">> { return this.#verb("quantile", q, options); }

  #verb<R>(verb: string, ...args: readonly unknown[]): R {
    checkGroupsCall(false, verb, ...args);
    return this.#made({ verb, args }) as R;
  }
}
