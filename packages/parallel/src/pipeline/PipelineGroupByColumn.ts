import { ArgumentError } from "@framepool/errors";
import { checkByColumn, type AggregatedCell, type AggregateName, type Averaged, type Cell, type CellsOf, type CustomAggregate, type FillOptions, type Filled, type GroupedWith, type NamedAggregates, type NuniqueOptions, type QuantileOptions, type RankOptions, type Series, type SpreadOptions, type Transformed, type Unchecked, type Widen } from "@framepool/frame/internal";
import type { Shipped } from "@framepool/pool";
import { callSite, shipTask } from "@framepool/pool/internal";
import type { GroupTransformStep, WithinVerb } from "../exchanges/groupby-transform.js";
import { planTransform, planWithin } from "../exchanges/plan-transform.js";
import { checkGroupsCall } from "../plan/check-call.js";
import { nuniquePlan, type AggregatePlan } from "../reductions/aggregates.js";
import { functionName, isAggfunc, planSpecs, type GroupAggfunc } from "../reductions/plan-specs.js";
import { aggregateSteps } from "./aggregate-steps.js";
import type { Pipeline } from "./Pipeline.js";
import type { PipelineColumn } from "./PipelineColumn.js";
import type { Groups, GroupSteps } from "./PipelineGroupByRows.js";

type Aggregated<S, K, C extends string, F> = Pipeline<GroupedWith<S, K, C, AggregatedCell<CellsOf<S, C>, F>>>;
type Rows<S, C> = PipelineColumn<CellsOf<S, C> | null>;

/**
 * One column of the groups of a pipeline. Aggregates are steps that give a frame, the keys and the column; the others give
 * a value for each row, in the order of the rows.
 */
export class PipelineGroupByColumn<S, K extends string, C extends string> {
  readonly #steps: GroupSteps;
  readonly #groups: Groups;
  readonly #column: C;

  /** Made by `pipe.groupby(keys).col(name)`. */
  constructor(steps: GroupSteps, groups: Groups, column: C) {
    this.#steps = steps;
    this.#groups = groups;
    this.#column = column;
  }

  /**
   * One aggregate of the column, a list of them (columns `mean`, `max`), or an object of them by the names that their columns
   * get. A function of the group's Series is called in the workers, with the keys and the column in memory.
   *
   * @throws CaptureError at once, if a function cannot travel; ArgumentError for no such aggregate
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["m", "f", "m"], age: [20, 30, 41] });
   * const ages = parallel(df, { partitions: 3 }).groupby("sex").col("age");
   * (await ages.agg({ oldest: "max", span: (age) => age.max() - age.min() }).collect()).toRows(); // → [ { sex: 'f', oldest: 30, span: 0 }, { sex: 'm', oldest: 41, span: 21 } ]
   */
  agg<const N extends { readonly [name: string]: GroupAggfunc }>(aggfuncs: N): Pipeline<NamedAggregates<S, K, C, N>>;
  agg<const F extends GroupAggfunc>(aggfunc: F): Aggregated<S, K, C, F>;
  agg<const F extends GroupAggfunc>(aggfuncs: readonly F[]): Pipeline<NamedAggregates<S, K, C, { readonly [N in F & string]: N }>>;
  agg(given: GroupAggfunc | readonly GroupAggfunc[] | { readonly [name: string]: GroupAggfunc }): unknown { return this.#aggregated(given, callSite(this.agg)); }

  /** How many cells are there. */
  count(): Aggregated<S, K, C, "count"> { return this.agg("count"); }
  /** Exact sums. */
  sum(): Aggregated<S, K, C, "sum"> { return this.agg("sum"); }
  /** Means, from exact sums. */
  mean(): Aggregated<S, K, C, "mean"> { return this.agg("mean"); }
  /** Medians: the cells themselves come to the main thread. */
  median(): Aggregated<S, K, C, "median"> { return this.agg("median"); }
  /** The least cells. */
  min(): Aggregated<S, K, C, "min"> { return this.agg("min"); }
  /** The greatest cells. */
  max(): Aggregated<S, K, C, "max"> { return this.agg("max"); }
  /** Products. */
  prod(): Aggregated<S, K, C, "prod"> { return this.agg("prod"); }
  /** Skewness, without bias. */
  skew(): Aggregated<S, K, C, "skew"> { return this.agg("skew"); }
  /** Excess kurtosis, without bias. */
  kurt(): Aggregated<S, K, C, "kurt"> { return this.agg("kurt"); }
  /** The values that are there most often; of several the least. */
  mode(): Aggregated<S, K, C, "mode"> { return this.agg("mode"); }
  /** How many distinct values there are; missing ones do not count, or with `dropna: false` as one. */
  nunique(options: NuniqueOptions = {}): Aggregated<S, K, C, "nunique"> {
    checkGroupsCall(true, "nunique", options);
    return this.#one(nuniquePlan(options));
  }
  /** The first cells that are there. */
  first(): Aggregated<S, K, C, "first"> { return this.agg("first"); }
  /** The last cells that are there. */
  last(): Aggregated<S, K, C, "last"> { return this.agg("last"); }
  /** Standard deviations, from exact sums. */
  std(options: SpreadOptions = {}): Aggregated<S, K, C, "std"> { return this.#spread("std", options); }
  /** Variances, from exact sums. */
  var(options: SpreadOptions = {}): Aggregated<S, K, C, "var"> { return this.#spread("var", options); }

  /**
   * The quantile `q`: the cells themselves come to the main thread.
   *
   * @throws ArgumentError for a `q` that is not from 0 to 1
   */
  quantile(q = 0.5, options: QuantileOptions = {}): Pipeline<GroupedWith<S, K, C, Averaged<CellsOf<S, C>>>> {
    checkGroupsCall(true, "quantile", q, options);
    return this.#one({ of: "quantile", q, interpolation: options.interpolation ?? "linear" });
  }

  /**
   * What a function makes of each group's Series, as the column `value`. The keys and the column come together in memory.
   *
   * @throws CaptureError at once, if `fn` cannot travel
   */
  apply<R extends Cell | undefined>(fn: Shipped<[series: Series<CellsOf<S, C>>], R>): Pipeline<GroupedWith<S, K, "value", Filled<Widen<R>>>> {
    const file = callSite(this.apply);
    shipTask(fn, { op: "groupby.apply", file });
    return this.#aggregated({ value: fn as GroupAggfunc }, file) as Pipeline<GroupedWith<S, K, "value", Filled<Widen<R>>>>;
  }

  /**
   * A value for each row, in the order of the rows: that of its group's aggregate, or what a function gives for the
   * group's Series (one value, or one for each row of it). Rows without a group have none. The keys and the column come
   * together in memory; whole groups are sent to the workers.
   *
   * @throws CaptureError at once, if `fn` cannot travel; ArgumentError for no such aggregate
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const df = new DataFrame({ sex: ["m", "f", "m"], age: [20, 30, 40] });
   * const ages = parallel(df, { partitions: 3 }).groupby("sex").col("age");
   * (await ages.transform("mean").collect()).toList(); // → [ 30, 30, 30 ]
   * (await ages.transform((age) => age.sub(age.mean())).collect()).toList(); // → [ -10, 0, 10 ]
   */
  transform<const F extends AggregateName | CustomAggregate<Unchecked, Unchecked>>(aggregate: F): PipelineColumn<AggregatedCell<CellsOf<S, C>, F> | null>;
  transform<R extends Cell | undefined | readonly Cell[] | Series<Cell>>(fn: Shipped<[series: Series<CellsOf<S, C>>], R>): PipelineColumn<Transformed<R> | null>;
  transform(by: unknown): unknown { return this.#within(planTransform(by, callSite(this.transform))); }

  /** The value `periods` rows before, in its group. */
  shift(periods = 1): Rows<S, C> { return this.#verb("shift", periods); }
  /** The value less the one `periods` rows before, in its group. */
  diff(periods = 1): PipelineColumn<number | null> { return this.#verb("diff", periods); }
  /** Missing cells with the value before them in their group, at most `limit` in a row. */
  ffill(options: FillOptions = {}): Rows<S, C> { return this.#verb("ffill", options); }
  /** Missing cells with the value after them in their group, at most `limit` in a row. */
  bfill(options: FillOptions = {}): Rows<S, C> { return this.#verb("bfill", options); }
  /** Ranks within groups. */
  rank(options: RankOptions = {}): PipelineColumn<number | null> { return this.#verb("rank", options); }
  /** Sums so far, within groups. */
  cumsum(): Rows<S, C> { return this.#verb("cumsum"); }
  /** Products so far, within groups. */
  cumprod(): Rows<S, C> { return this.#verb("cumprod"); }
  /** Greatest values so far, within groups. */
  cummax(): Rows<S, C> { return this.#verb("cummax"); }
  /** Least values so far, within groups. */
  cummin(): Rows<S, C> { return this.#verb("cummin"); }
  /** The place of each row within its group, from 0 (from the end, with `ascending: false`). */
  cumcount(options: { readonly ascending?: boolean } = {}): PipelineColumn<number | null> { return this.#verb("cumcount", options); }

  #spread<R>(name: "std" | "var", options: SpreadOptions): R {
    checkGroupsCall(true, name, options);
    return this.#one({ of: "spread", name, ddof: options.ddof ?? 1 });
  }

  #one<R>(aggregate: AggregatePlan): R {
    return this.#steps.frame(aggregateSteps(this.#groups, { aggregates: [aggregate], tasks: [], each: null, columns: [{ name: this.#column, column: this.#column, place: 0 }] })) as R;
  }

  #aggregated(given: GroupAggfunc | readonly GroupAggfunc[] | { readonly [name: string]: GroupAggfunc }, file: string | null): unknown {
    const named = namedFunctions(this.#column, given);
    const twice = named.find(([name], i) => named.findIndex(([other]) => other === name) < i);
    if (twice !== undefined) throw new ArgumentError(`groupby.agg: two columns would be named ${JSON.stringify(twice[0])}; name them, { highest: fn, lowest: fn }`);
    const specs = Object.fromEntries(named.map(([name, aggfunc]) => [name, { column: this.#column, aggfunc }]));
    return this.#steps.frame(aggregateSteps(this.#groups, planSpecs(specs, { op: "groupby.agg", file })));
  }

  #verb<T>(verb: WithinVerb, ...args: readonly unknown[]): PipelineColumn<T> {
    return this.#within(planWithin(verb, args)) as PipelineColumn<T>;
  }

  #within(plan: Pick<GroupTransformStep, "by" | "tasks">): unknown {
    const { keys } = this.#groups;
    return this.#steps.column(this.#column, [
      { op: "select", columns: [...new Set([...keys, this.#column])] },
      { op: "groupby.transform", ...this.#groups, column: this.#column, ...plan },
      { op: "series" },
    ]);
  }
}

/** What `agg` is given, by the names that the columns get. */
function namedFunctions(name: string, given: GroupAggfunc | readonly GroupAggfunc[] | { readonly [name: string]: GroupAggfunc }): (readonly [name: string, aggfunc: GroupAggfunc])[] {
  if (isAggfunc(given)) return [[name, given]];
  if (Array.isArray(given)) return (given as readonly GroupAggfunc[]).map((aggfunc) => [functionName(aggfunc), aggfunc]);
  checkByColumn("groupby.agg", "aggfuncs", given);
  return Object.entries(given);
}
