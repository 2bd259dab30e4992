import { ArgumentError } from "@framepool/errors";
import { checkByColumn, OF_GROUP_BY_COLUMN, refuseMore, type AggregatedCell, type AggregateName, type Averaged, type Cell, type CellsBeside, type CellsOf, type CellsWith, type ColumnDescribed, type CustomAggregate, type FillOptions, type Filled, type GroupDescribeOptions, type GroupedWith, type NamedAggregates, type NumberCell, type NuniqueOptions, type OneOf, type QuantileOptions, type RankOptions, type Series, type ShiftOptions, type SpreadOptions, type Summed, type TimeCell, type Transformed, type Unchecked, type Widen } from "@framepool/frame/internal";
import type { Shipped } from "@framepool/pool";
import { callSite, shipTask } from "@framepool/pool/internal";
import type { GroupTransformStep, WithinVerb } from "../exchanges/groupby-transform.js";
import { planTransform, planWithin } from "../exchanges/plan-transform.js";
import { checkGroupsCall } from "../plan/check-call.js";
import { describedPlans, nuniquePlan, type AggregatePlan } from "../reductions/aggregates.js";
import { functionName, isAggfunc, planSpecs, type GroupAggfunc } from "../reductions/plan-specs.js";
import { aggregateSteps } from "./aggregate-steps.js";
import type { Pipeline } from "./Pipeline.js";
import type { PipelineColumn } from "./PipelineColumn.js";
import type { Groups, GroupSteps } from "./PipelineGroupByRows.js";

// Which cells a method is for is the type of its `this`: of other cells it does not compile.
type OfCells<S, K extends string, C extends string, T, N> = PipelineGroupByColumn<S, K, C, N> | OneOf<T, N>;
type OfNumbers<S, K extends string, C extends string, T> = OfCells<S, K, C, T, NumberCell>;
type OfNumbersOrTimes<S, K extends string, C extends string, T> = OfCells<S, K, C, T, NumberCell | TimeCell>;
type Aggregated<S, K, C extends string, T, F> = Pipeline<GroupedWith<S, K, C, AggregatedCell<T, F>>>;
type Rows<T> = PipelineColumn<T | null>;

/**
 * One column of the groups of a pipeline. Aggregates are steps that give a frame, the keys and the column; the others give
 * a value for each row, in the order of the rows.
 */
export class PipelineGroupByColumn<S, K extends string, C extends string, T = CellsOf<S, C>> {
  static {
    refuseMore(this, OF_GROUP_BY_COLUMN);
  }

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
  agg<const N extends { readonly [name: string]: GroupAggfunc }>(this: PipelineGroupByColumn<S, K, C, CellsWith<N[keyof N]>> | OneOf<T, CellsWith<N[keyof N]>>, aggfuncs: N): Pipeline<NamedAggregates<S, K, C, N>>;
  agg<const F extends GroupAggfunc>(this: PipelineGroupByColumn<S, K, C, CellsWith<F>> | OneOf<T, CellsWith<F>>, aggfunc: F): Aggregated<S, K, C, T, F>;
  agg<const F extends GroupAggfunc>(this: PipelineGroupByColumn<S, K, C, CellsWith<F>> | OneOf<T, CellsWith<F>>, aggfuncs: readonly F[]): Pipeline<NamedAggregates<S, K, C, { readonly [N in F & string]: N }>>;
  agg(given: GroupAggfunc | readonly GroupAggfunc[] | { readonly [name: string]: GroupAggfunc }): unknown { return this.#aggregated(given, callSite(this.agg)); }

  /** How many rows there are, missing cells included. */
  size(): Aggregated<S, K, C, T, "size"> { return this.#named("size"); }
  /** How many cells are there. */
  count(): Aggregated<S, K, C, T, "count"> { return this.#named("count"); }
  /** Exact sums. */
  sum(this: OfNumbers<S, K, C, T>): Aggregated<S, K, C, T, "sum"> { return this.#named("sum"); }
  /** Means, from exact sums. */
  mean(this: OfNumbersOrTimes<S, K, C, T>): Aggregated<S, K, C, T, "mean"> { return this.#named("mean"); }
  /** Medians: the cells themselves come to the main thread. */
  median(this: OfNumbersOrTimes<S, K, C, T>): Aggregated<S, K, C, T, "median"> { return this.#named("median"); }
  /** The least cells. */
  min(): Aggregated<S, K, C, T, "min"> { return this.#named("min"); }
  /** The greatest cells. */
  max(): Aggregated<S, K, C, T, "max"> { return this.#named("max"); }
  /** Products. */
  prod(this: OfNumbers<S, K, C, T>): Aggregated<S, K, C, T, "prod"> { return this.#named("prod"); }
  /** Skewness, without bias. */
  skew(this: OfNumbers<S, K, C, T>): Aggregated<S, K, C, T, "skew"> { return this.#named("skew"); }
  /** Excess kurtosis, without bias. */
  kurt(this: OfNumbers<S, K, C, T>): Aggregated<S, K, C, T, "kurt"> { return this.#named("kurt"); }
  /** The values that are there most often; of several the least. */
  mode(): Aggregated<S, K, C, T, "mode"> { return this.#named("mode"); }
  /** How many distinct values there are; missing ones do not count, or with `dropna: false` as one. */
  nunique(options: NuniqueOptions = {}): Aggregated<S, K, C, T, "nunique"> {
    checkGroupsCall(true, "nunique", options);
    return this.#one(nuniquePlan(options));
  }
  /** The first cells that are there. */
  first(): Aggregated<S, K, C, T, "first"> { return this.#named("first"); }
  /** The last cells that are there. */
  last(): Aggregated<S, K, C, T, "last"> { return this.#named("last"); }
  /** Standard deviations, from exact sums. */
  std(this: OfNumbersOrTimes<S, K, C, T>, options: SpreadOptions = {}): Aggregated<S, K, C, T, "std"> { return this.#spread("std", options); }
  /** Variances, from exact sums. */
  var(this: OfNumbers<S, K, C, T>, options: SpreadOptions = {}): Aggregated<S, K, C, T, "var"> { return this.#spread("var", options); }

  /**
   * The quantile `q`: the cells themselves come to the main thread.
   *
   * @throws ArgumentError for a `q` that is not from 0 to 1
   */
  quantile(this: OfNumbersOrTimes<S, K, C, T>, q = 0.5, options: QuantileOptions = {}): Pipeline<GroupedWith<S, K, C, Averaged<T>>> {
    checkGroupsCall(true, "quantile", q, options);
    return this.#one({ of: "quantile", name: "quantile", q, interpolation: options.interpolation ?? "linear" });
  }

  /**
   * What there is to say of the numbers: `count`, `mean`, `std`, `min`, `25%`, `50%`, `75%`, `max`. For the quantiles the
   * cells themselves come to the main thread.
   *
   * @throws ArgumentError for a percentile that is not from 0 to 1
   */
  describe(this: OfNumbers<S, K, C, T>, options: GroupDescribeOptions = {}): Pipeline<ColumnDescribed<S, K>> {
    checkGroupsCall(true, "describe", options);
    const aggregates = describedPlans(options);
    return this.#steps.frame(aggregateSteps(this.#groups, { aggregates, tasks: [], each: null, columns: aggregates.map(({ name }, place) => ({ name, column: this.#column, place })) })) as Pipeline<ColumnDescribed<S, K>>;
  }

  /**
   * What a function makes of each group's Series, as the column `value`. The keys and the column come together in memory.
   *
   * @throws CaptureError at once, if `fn` cannot travel
   */
  apply<R extends Cell | undefined>(fn: Shipped<[series: Series<T>], R>): Pipeline<GroupedWith<S, K, "value", Filled<Widen<R>>>> {
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
  transform<const F extends AggregateName | CustomAggregate<Unchecked, Unchecked>>(this: PipelineGroupByColumn<S, K, C, CellsWith<F>> | OneOf<T, CellsWith<F>>, aggregate: F): PipelineColumn<AggregatedCell<T, F> | null>;
  transform<R extends Cell | undefined | readonly Cell[] | Series<Cell>>(fn: Shipped<[series: Series<T>], R>): PipelineColumn<Transformed<R> | null>;
  transform(by: unknown): unknown { return this.#within(planTransform(by, callSite(this.transform))); }

  /** The value `periods` rows before, in its group; `fillValue` where there is none, in a row of no group, too. */
  shift(periods?: number): Rows<T>;
  shift<const O extends Cell>(this: OfCells<S, K, C, T, CellsBeside<O>>, periods: number, options: ShiftOptions<O>): PipelineColumn<T | Widen<O>>;
  shift(periods = 1, options: ShiftOptions<Cell> = {}): unknown { return this.#verb<unknown>("shift", periods, options); }
  /** The value less the one `periods` rows before, in its group. */
  diff(this: OfNumbersOrTimes<S, K, C, T>, periods = 1): PipelineColumn<number | null> { return this.#verb("diff", periods); }
  /** Missing cells with the value before them in their group, at most `limit` in a row. */
  ffill(options: FillOptions = {}): Rows<T> { return this.#verb("ffill", options); }
  /** Missing cells with the value after them in their group, at most `limit` in a row. */
  bfill(options: FillOptions = {}): Rows<T> { return this.#verb("bfill", options); }
  /** Ranks within groups. */
  rank(options: RankOptions = {}): PipelineColumn<number | null> { return this.#verb("rank", options); }
  /** Sums so far, within groups. */
  cumsum(this: OfNumbers<S, K, C, T>): Rows<Summed<T>> { return this.#verb("cumsum"); }
  /** Products so far, within groups. */
  cumprod(this: OfNumbers<S, K, C, T>): Rows<Summed<T>> { return this.#verb("cumprod"); }
  /** Greatest values so far, within groups. */
  cummax(): Rows<T> { return this.#verb("cummax"); }
  /** Least values so far, within groups. */
  cummin(): Rows<T> { return this.#verb("cummin"); }
  /** The place of each row within its group, from 0 (from the end, with `ascending: false`). */
  cumcount(options: { readonly ascending?: boolean } = {}): PipelineColumn<number | null> { return this.#verb("cumcount", options); }

  #named<R>(name: AggregateName): R { return this.#aggregated(name, null) as R; }

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

  #verb<R>(verb: WithinVerb, ...args: readonly unknown[]): PipelineColumn<R> {
    return this.#within(planWithin(verb, args)) as PipelineColumn<R>;
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
