import type { Aggfunc, AggSpecOf, CellsOf, Cell, DataFrame, GroupApplied, GroupbyOptions, Grouped, GroupedEach, GroupedList, GroupedWith, Name, OnlyColumns, RowResult, Series } from "@framepool/frame/internal";
import type { Shipped } from "@framepool/pool";
import { callSite, shipTask } from "@framepool/pool/internal";
import type { Pipeline } from "./Pipeline.js";
import { PipelineGroupByColumn, type GroupSteps } from "./PipelineGroupByColumn.js";
import type { Step } from "./plan.js";
import { columnsNamed } from "./reductions/aggregates.js";
import { planSpecs } from "./reductions/plan-specs.js";

type SchemaOf<Out> = Out extends DataFrame<infer S> ? S : never;

/** The groups of a pipeline. What its methods make is a pipeline over a frame of all groups, in the order of `df.groupby`. */
export class PipelineGroupBy<S, K extends string> {
  readonly #with: GroupSteps;
  readonly #keys: readonly string[];
  readonly #options: GroupbyOptions;

  /** Made by `pipe.groupby(keys)`. */
  constructor(withSteps: GroupSteps, keys: readonly string[], options: GroupbyOptions) {
    this.#with = withSteps;
    this.#keys = keys;
    this.#options = options;
  }

  /**
   * The keys, and a column for each aggregate: a partial of each part is made where the part is, and only those come
   * together. Sums are exact, so that the result is that of `df.groupby(keys).agg(specs)` bit for bit. Of `median`,
   * `mode`, `nunique` and their like the partials hold the cells themselves (or their values).
   *
   * @param specs by column an aggregate's name, `{ init, add, merge, finish }`, whose functions travel, or a list of
   * these; `{ column, aggfunc }` under a name of its own; or one for all columns that are no keys
   * @throws ArgumentError for no such aggregate; FrameError when it runs, for a column that is not there
   */
  agg<const N extends { readonly [column: string]: AggSpecOf }>(specs: N, ...columns: OnlyColumns<S, N>): Pipeline<Grouped<S, K, N>>;
  agg<const F extends Aggfunc>(aggfunc: F): Pipeline<GroupedEach<S, K, F>>;
  agg<const F extends Aggfunc>(aggfuncs: readonly F[]): Pipeline<GroupedList<S, K, F>>;
  agg(specs: Aggfunc | readonly Aggfunc[] | { readonly [column: string]: AggSpecOf }, ..._columns: readonly unknown[]): unknown {
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
    return this.#aggregated({ size: { column: this.#keys[0]!, aggfunc: "size" } }, null) as Pipeline<GroupedWith<S, K, "size", number>>;
  }

  /** How many cells are there, of every column that is no key. */
  count(): Pipeline<GroupedEach<S, K, "count">> { return this.agg("count"); }
  /** Exact sums, of every column that is no key. */
  sum(): Pipeline<GroupedEach<S, K, "sum">> { return this.agg("sum"); }
  /** Means, from exact sums, of every column that is no key. */
  mean(): Pipeline<GroupedEach<S, K, "mean">> { return this.agg("mean"); }
  /** Medians: the cells themselves come to the main thread, of every column that is no key. */
  median(): Pipeline<GroupedEach<S, K, "median">> { return this.agg("median"); }
  /** The least cells, of every column that is no key. */
  min(): Pipeline<GroupedEach<S, K, "min">> { return this.agg("min"); }
  /** The greatest cells, of every column that is no key. */
  max(): Pipeline<GroupedEach<S, K, "max">> { return this.agg("max"); }
  /** The first cells that are there, of every column that is no key. */
  first(): Pipeline<GroupedEach<S, K, "first">> { return this.agg("first"); }
  /** The last cells that are there, of every column that is no key. */
  last(): Pipeline<GroupedEach<S, K, "last">> { return this.agg("last"); }
  /** How many values there are, of every column that is no key. */
  nunique(): Pipeline<GroupedEach<S, K, "nunique">> { return this.agg("nunique"); }
  /** Standard deviations, from exact sums, of every column that is no key. */
  std(): Pipeline<GroupedEach<S, K, "std">> { return this.agg("std"); }
  /** Variances, from exact sums, of every column that is no key. */
  var(): Pipeline<GroupedEach<S, K, "var">> { return this.agg("var"); }

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
  apply<R extends Cell | undefined | RowResult<R> | DataFrame<never> | Series<never>>(fn: Shipped<[group: DataFrame<S>], R>): Pipeline<SchemaOf<GroupApplied<S, K, R>>> {
    const task = shipTask(fn, { op: "groupby.apply", file: callSite(this.apply) });
    return this.#with.frame([{ op: "groupby.apply", keys: this.#keys, options: this.#options, task }]) as Pipeline<SchemaOf<GroupApplied<S, K, R>>>;
  }

  /** One column in groups: what each group's value is goes to its rows. */
  col<C extends Name<S>>(name: C): PipelineGroupByColumn<CellsOf<S, C>> {
    return new PipelineGroupByColumn<CellsOf<S, C>>(this.#with, { keys: this.#keys, options: this.#options, column: name });
  }

  #aggregated(specs: Parameters<typeof planSpecs>[0], file: string | null): unknown {
    const plan = planSpecs(specs, { op: "groupby.agg", file });
    const columns = columnsNamed(this.#keys, plan);
    const step: Step = { op: "groupby.agg", keys: this.#keys, options: this.#options, ...plan };
    return this.#with.frame(columns === null ? [step] : [{ op: "select", columns }, step]);
  }
}

