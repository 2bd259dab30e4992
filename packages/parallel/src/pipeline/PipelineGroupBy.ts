import { checkOwnName, columnList, columnName, refuseMore, type AggregateName, type Cell, type DataFrame, type GroupApplied, type GroupDescribed, type GroupDescribeOptions, type Grouped, type GroupedEach, type GroupedList, type GroupedWith, type Name, type NuniqueOptions, type OnlyColumns, type QuantileOptions, type ReduceOptions, type RowResult, type SchemaOf, type Selected, type Series, type SpreadOptions } from "@framepool/frame/internal";
import type { Shipped } from "@framepool/pool";
import { callSite, shipTask } from "@framepool/pool/internal";
import { checkGroupsCall } from "../plan/check-call.js";
import { describedPlans, nuniquePlan, type AggregatePlan } from "../reductions/aggregates.js";
import { planSpecs, type GroupAggfunc, type GroupAggSpec, type GroupAggSpecs } from "../reductions/plan-specs.js";
import { OF_GROUP_BY } from "./arguments-taken.js";
import { aggregateSteps } from "./aggregate-steps.js";
import type { Pipeline } from "./Pipeline.js";
import { PipelineGroupByColumn } from "./PipelineGroupByColumn.js";
import { PipelineGroupByRows } from "./PipelineGroupByRows.js";
import { wholeStep } from "./whole-calls.js";

/** The groups of a pipeline. What its methods make is a pipeline over a frame of all groups, in the order of `df.groupby`. */
export class PipelineGroupBy<S, K extends string> extends PipelineGroupByRows<S, K> {
  static {
    refuseMore(this, OF_GROUP_BY);
  }

  /** The same groups of these columns, and the keys: what aggregates and verbs of all columns are then of. */
  select<C extends Name<S>>(columns: readonly C[]): PipelineGroupBy<Selected<S, C | (K & Name<S>)>, K> {
    const names = [...new Set([...this.groups.keys, ...columnList("groupby.select", "columns", columns)])];
    return new PipelineGroupBy({
      frame: (steps) => this.steps.frame([{ op: "select", columns: names }, ...steps]),
      column: (name, steps) => this.steps.column(name, [{ op: "select", columns: names }, ...steps]),
    }, this.groups);
  }

  /**
   * The keys, and a column for each aggregate: a partial of each part is made where the part is, and only those come
   * together. Sums are exact, so that the result is that of `df.groupby(keys).agg(specs)` bit for bit. Of `median`,
   * `mode`, `nunique` and their like the partials hold the cells themselves (or their values). A function of a group's
   * Series needs them all: keys and columns come together in memory, and whole groups are sent to the workers.
   *
   * @param specs by column an aggregate's name, a function of the group's Series or `{ init, add, merge, finish }`, which
   * travel, or a list of these; `{ column, aggfunc }` under a name of its own; or one for all columns that are no keys
   * @throws CaptureError at once, if a function cannot travel; ArgumentError for no such aggregate; FrameError when it runs, for a column that is not there
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["m", "f", "m"], age: [20, 30, 41] });
   * const ages = parallel(df, { partitions: 3 }).groupby("sex").agg({ age: ["mean", function span(age) { return age.max() - age.min(); }] });
   * (await ages.collect()).toRows(); // → [ { sex: 'f', age_mean: 30, age_span: 0 }, { sex: 'm', age_mean: 30.5, age_span: 21 } ]
   */
  agg<const N extends { readonly [column: string]: GroupAggSpec }>(specs: N, ...columns: OnlyColumns<S, N>): Pipeline<Grouped<S, K, N>>;
  agg<const F extends GroupAggfunc>(aggfunc: F): Pipeline<GroupedEach<S, K, F>>;
  agg<const F extends GroupAggfunc>(aggfuncs: readonly F[]): Pipeline<GroupedList<S, K, F>>;
  agg(specs: GroupAggSpecs, ..._columns: readonly unknown[]): unknown {
    return this.#aggregated(specs, callSite(this.agg));
  }

  /**
   * How many rows each group has, as the column `size`.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["m", "f", "m"] });
   * (await parallel(df, { partitions: 3 }).groupby("sex").size().collect()).toRows(); // → [ { sex: 'f', size: 1 }, { sex: 'm', size: 2 } ]
   */
  size(): Pipeline<GroupedWith<S, K, "size", number>> {
    checkOwnName("size", this.groups.keys, "size");
    return this.#aggregated({ size: { column: this.groups.keys[0]!, aggfunc: "size" } }, null) as Pipeline<GroupedWith<S, K, "size", number>>;
  }

  /** How many cells are there, of every column that is no key. */
  count(): Pipeline<GroupedEach<S, K, "count">> { return this.agg("count"); }
  /** Exact sums, of every column that is no key. */
  sum(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "sum">> { return this.#named("sum", options); }
  /** Means, from exact sums, of every column that is no key. */
  mean(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "mean">> { return this.#named("mean", options); }
  /** Medians: the cells themselves come to the main thread, of every column that is no key. */
  median(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "median">> { return this.#named("median", options); }
  /** The least cells, of every column that is no key. */
  min(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "min">> { return this.#named("min", options); }
  /** The greatest cells, of every column that is no key. */
  max(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "max">> { return this.#named("max", options); }
  /** The first cells that are there, of every column that is no key. */
  first(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "first">> { return this.#named("first", options); }
  /** The last cells that are there, of every column that is no key. */
  last(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "last">> { return this.#named("last", options); }
  /** How many distinct values there are, of every column that is no key; missing ones do not count, or with `dropna: false` as one. */
  nunique(options: NuniqueOptions = {}): Pipeline<GroupedEach<S, K, "nunique">> {
    checkGroupsCall(false, "nunique", options);
    return this.#each(nuniquePlan(options), {});
  }
  /** Products, of every column that is no key. */
  prod(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "prod">> { return this.#named("prod", options); }
  /** Skewness, without bias, of every column that is no key. */
  skew(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "skew">> { return this.#named("skew", options); }
  /** Excess kurtosis, without bias, of every column that is no key. */
  kurt(options: ReduceOptions = {}): Pipeline<GroupedEach<S, K, "kurt">> { return this.#named("kurt", options); }
  /** Standard deviations, from exact sums, of every column that is no key. */
  std(options: SpreadOptions & ReduceOptions = {}): Pipeline<GroupedEach<S, K, "std">> { return this.#spread("std", options); }
  /** Variances, from exact sums, of every column that is no key. */
  var(options: SpreadOptions & ReduceOptions = {}): Pipeline<GroupedEach<S, K, "var">> { return this.#spread("var", options); }

  /**
   * The quantile `q` of every column that is no key: the cells themselves come to the main thread.
   *
   * @throws ArgumentError for a `q` that is not from 0 to 1
   */
  quantile(q = 0.5, options: QuantileOptions & ReduceOptions = {}): Pipeline<GroupedEach<S, K, "median">> {
    checkGroupsCall(false, "quantile", q, options);
    return this.#each({ of: "quantile", name: "quantile", q, interpolation: options.interpolation ?? "linear" }, options);
  }

  /**
   * What there is to say of every column of numbers that is no key: `Fare_count`, `_mean`, `_std`, `_min`, `_25%`, `_50%`,
   * `_75%`, `_max`. For the quantiles the cells themselves come to the main thread.
   *
   * @throws ArgumentError for a percentile that is not from 0 to 1; FrameError when it runs, if no column is of numbers
   */
  describe(options: GroupDescribeOptions = {}): Pipeline<GroupDescribed<S, K>> {
    checkGroupsCall(false, "describe", options);
    const aggregates = describedPlans(options);
    return this.steps.frame(aggregateSteps(this.groups, { aggregates, tasks: [], each: { places: [...aggregates.keys()], isList: true, only: "described" }, columns: [] })) as Pipeline<GroupDescribed<S, K>>;
  }

  /** The first `n` rows of each group, or all but its last `-n`, in row order. All rows come to the main thread. */
  head(n = 5): Pipeline<S> { return this.#picked("head", n); }
  /** The last `n` rows of each group, or all but its first `-n`, in row order. All rows come to the main thread. */
  tail(n = 5): Pipeline<S> { return this.#picked("tail", n); }
  /** The `n`th row of each group, from 0 (from its end, if negative), or each of several, in row order. All rows come to the main thread. */
  nth(n: number | readonly number[]): Pipeline<S> { return this.#picked("nth", n); }

  /**
   * The rows of the groups for which a function is true, in row order, as `df.groupby(keys).filter(fn)`. The rows of a group
   * lie in many parts: all rows come together in memory, and whole groups are sent to the workers.
   *
   * @throws CaptureError at once, if `fn` cannot travel
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ ticket: ["A", "B", "A"], fare: [20, 30, 41] });
   * (await parallel(df, { partitions: 3 }).groupby("ticket").filter((group) => group.numRows > 1).collect()).toRows(); // → [ { ticket: 'A', fare: 20 }, { ticket: 'A', fare: 41 } ]
   */
  filter(fn: Shipped<[group: DataFrame<S>], boolean | null | undefined>): Pipeline<S> {
    const task = shipTask(fn, { op: "groupby.filter", file: callSite(this.filter) });
    return this.steps.frame([{ op: "groupby.filter", ...this.groups, task }]) as Pipeline<S>;
  }

  /**
   * What a function makes of each group's rows, as `df.groupby(keys).apply(fn)`. The rows of a group lie in many parts:
   * all rows come together in memory, and whole groups are sent to the workers.
   *
   * @throws CaptureError at once, if `fn` cannot travel
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["m", "f", "m"], age: [20, 30, 41] });
   * const spans = parallel(df, { partitions: 3 }).groupby("sex").apply((group) => group.col("age").max() - group.col("age").min());
   * (await spans.collect()).toRows(); // → [ { sex: 'f', value: 0 }, { sex: 'm', value: 21 } ]
   */
  apply<R extends Cell | undefined | DataFrame | Series | RowResult<R>>(fn: Shipped<[group: DataFrame<S>], R>): Pipeline<SchemaOf<GroupApplied<S, K, R>>> {
    const task = shipTask(fn, { op: "groupby.apply", file: callSite(this.apply) });
    return this.steps.frame([{ op: "groupby.apply", ...this.groups, task }]) as Pipeline<SchemaOf<GroupApplied<S, K, R>>>;
  }

  /** One column in groups: aggregates of it alone, and what each group's value is for its rows. */
  col<C extends Name<S>>(name: C): PipelineGroupByColumn<S, K, C> {
    return new PipelineGroupByColumn<S, K, C>(this.steps, this.groups, columnName("col", "name", name) as C);
  }

  #named<R>(name: AggregateName, options: ReduceOptions): Pipeline<R> {
    checkGroupsCall(false, name, options);
    return this.#each({ of: "name", name }, options);
  }

  #picked(verb: "head" | "tail" | "nth", ...args: readonly unknown[]): Pipeline<S> {
    checkGroupsCall(false, verb, ...args);
    const calls = [{ verb: "groupby", args: [this.groups.keys, this.groups.options] }, { verb, args }];
    return this.steps.frame([{ ...wholeStep(false, calls), call: `groupby.${verb}` as const }]) as Pipeline<S>;
  }

  #spread<R>(name: "std" | "var", options: SpreadOptions & ReduceOptions): Pipeline<R> {
    checkGroupsCall(false, name, options);
    return this.#each({ of: "spread", name, ddof: options.ddof ?? 1 }, options);
  }

  #each<R>(aggregate: AggregatePlan, { numericOnly = false }: ReduceOptions): Pipeline<R> {
    return this.steps.frame(aggregateSteps(this.groups, { aggregates: [aggregate], tasks: [], each: { places: [0], isList: false, ...(numericOnly && { only: "numeric" }) }, columns: [] })) as Pipeline<R>;
  }

  #aggregated(specs: GroupAggSpecs, file: string | null): unknown {
    return this.steps.frame(aggregateSteps(this.groups, planSpecs(specs, { op: "groupby.agg", file })));
  }
}
