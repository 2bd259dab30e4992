import type { Aggregate } from "./aggregates/aggregate.js";
import type { CustomAggregate } from "./aggregates/custom.js";
import { aggregateNamed, type AggregateName } from "./aggregates/named.js";
import type { NuniqueOptions } from "./aggregates/nunique.js";
import type { SpreadOptions } from "./aggregates/variance.js";
import { OF_GROUP_BY_COLUMN } from "./arguments-taken.js";
import type { Cell, NumberCell, TimeCell } from "./cell.js";
import type { Column } from "./column.js";
import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import { seriesOf, type Series } from "./Series.js";
import { Table } from "./table.js";
import type { Aggfunc, AggregatedCell, Averaged, CellsBeside, CellsOf, CellsWith, ColumnDescribed, Filled, GroupedWith, NamedAggregates, OneOf, Summed, Transformed, Unchecked, Widen } from "./types.js";
import { checkFunction } from "./verbs/arguments/check-function.js";
import { checkByColumn } from "./verbs/arguments/check-kind.js";
import { refuseMore } from "./verbs/arguments/refuse-more.js";
import { agg, isAggFunction, nameOf, type AggFunction } from "./verbs/groupby/agg.js";
import { eachGroup } from "./verbs/groupby/each-group.js";
import type { Grouping } from "./verbs/groupby/grouping.js";
import { aggregateGroups, runningGroups } from "./verbs/groupby/in-order.js";
import { transform } from "./verbs/groupby/transform.js";
import { bfillWithin, cumcount, diffWithin, ffillWithin, shiftWithin, type CumcountOptions } from "./verbs/groupby/within.js";
import type { FillOptions } from "./verbs/missing/fillna.js";
import { describeGroups, type GroupDescribeOptions } from "./verbs/statistics/describe-groups.js";
import { rank, type RankOptions } from "./verbs/statistics/rank.js";
import { nuniqueBy, quantileBy, spread, type QuantileOptions } from "./verbs/statistics/reduce.js";
import { cummax, cummin, cumprod, cumsumInGroups } from "./verbs/window/cumulative.js";
import type { ShiftOptions } from "./verbs/window/shift.js";

// Which cells a method is for is the type of its `this`: of other cells it does not compile.
type OfCells<S, K extends string, C extends string, T, N> = GroupByColumn<S, K, C, N> | OneOf<T, N>;
type OfNumbers<S, K extends string, C extends string, T> = OfCells<S, K, C, T, NumberCell>;
type OfNumbersOrTimes<S, K extends string, C extends string, T> = OfCells<S, K, C, T, NumberCell | TimeCell>;

/**
 * One column in groups. Aggregates give a DataFrame of the keys and the column; `transform`, `shift` and their like a
 * Series in row order, in which rows of no group are missing.
 * @example
 * ```ts
 * import { DataFrame } from "@framepool/frame";
 * const fares = new DataFrame({ Pclass: [1, 3, 3], Fare: [50, 7, 9] }).groupby("Pclass").col("Fare");
 * fares.mean().toRows(); // → [ { Pclass: 1, Fare: 50 }, { Pclass: 3, Fare: 8 } ]
 * fares.transform((fare) => fare.sub(fare.mean())).toList(); // → [ 0, -1, 1 ]
 * ```
 */
export class GroupByColumn<S, K extends string, C extends string, T = CellsOf<S, C>> {
  static {
    refuseMore(this, OF_GROUP_BY_COLUMN);
  }

  readonly #grouping: Grouping;
  readonly #column: Column;

  /** Made by {@link GroupBy.col}. */
  constructor(grouping: Grouping, column: Column) {
    this.#grouping = grouping;
    this.#column = column;
  }

  /**
   * One aggregate under the column's name, several under their own, or by names that an object gives.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const x = new DataFrame({ k: ["a", "a", "b"], x: [1, 4, 5] }).groupby("k").col("x");
   * x.agg("max").toRows(); // → [ { k: 'a', x: 4 }, { k: 'b', x: 5 } ]
   * x.agg(["min", "max"]).row(0); // → { k: 'a', min: 1, max: 4 }
   * x.agg({ least: "min", range: (series) => series.max() - series.min() }).row(0); // → { k: 'a', least: 1, range: 3 }
   * ```
   */
  agg<const N extends { readonly [name: string]: Aggfunc }>(this: GroupByColumn<S, K, C, CellsWith<N[keyof N]>> | OneOf<T, CellsWith<N[keyof N]>>, aggfuncs: N): DataFrame<NamedAggregates<S, K, C, N>>;
  agg<const F extends Aggfunc>(this: GroupByColumn<S, K, C, CellsWith<F>> | OneOf<T, CellsWith<F>>, aggfunc: F): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, F>>>;
  agg<const F extends Aggfunc>(this: GroupByColumn<S, K, C, CellsWith<F>> | OneOf<T, CellsWith<F>>, aggfuncs: readonly F[]): DataFrame<NamedAggregates<S, K, C, { readonly [N in F & string]: N }>>;
  agg(aggfuncs: Aggfunc | readonly Aggfunc[] | { readonly [name: string]: Aggfunc }): unknown {
    const wanted = namedFunctions(this.#column.name, aggfuncs).map(([name, aggfunc]) => ({ name, column: this.#column, aggfunc }));
    return makeFrame<unknown>(agg(this.#grouping, wanted, seriesOf));
  }

  /**
   * How many values are there.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, null, 3] });
   * df.groupby("k").col("x").count().col("x").toList(); // → [ 1, 1 ]
   * ```
   */
  count(): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "count">>> { return this.#one(aggregateNamed("count")); }

  /**
   * How many rows there are, missing cells included.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, null, 3] });
   * df.groupby("k").col("x").size().col("x").toList(); // → [ 2, 1 ]
   * ```
   */
  size(): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "size">>> { return this.#one(aggregateNamed("size")); }

  /**
   * Exact sums; 0 of nothing.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").col("x").sum().col("x").toList(); // → [ 3, 3 ]
   * ```
   */
  sum(this: OfNumbers<S, K, C, T>): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "sum">>> { return this.#one(aggregateNamed("sum")); }

  /**
   * Means, from exact sums.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").col("x").mean().col("x").toList(); // → [ 1.5, 3 ]
   * ```
   */
  mean(this: OfNumbersOrTimes<S, K, C, T>): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "mean">>> { return this.#one(aggregateNamed("mean")); }

  /**
   * The values in the middle.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, null] });
   * df.groupby("k").col("x").median().col("x").toList(); // → [ 1.5, null ]
   * ```
   */
  median(this: OfNumbersOrTimes<S, K, C, T>): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "median">>> { return this.#one(aggregateNamed("median")); }

  /**
   * The least values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").col("x").min().col("x").toList(); // → [ 1, 3 ]
   * ```
   */
  min(): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "min">>> { return this.#one(aggregateNamed("min")); }

  /**
   * The greatest values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: ["p", "q", "r"] });
   * df.groupby("k").col("x").max().col("x").toList(); // → [ 'q', 'r' ]
   * ```
   */
  max(): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "max">>> { return this.#one(aggregateNamed("max")); }

  /**
   * Products; 1 of nothing.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [2, 5, 3] });
   * df.groupby("k").col("x").prod().col("x").toList(); // → [ 10, 3 ]
   * ```
   */
  prod(this: OfNumbers<S, K, C, T>): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "prod">>> { return this.#one(aggregateNamed("prod")); }

  /**
   * Skewness.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").col("x").skew().col("x").toList(); // → [ null, null ]
   * ```
   */
  skew(this: OfNumbers<S, K, C, T>): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "skew">>> { return this.#one(aggregateNamed("skew")); }

  /**
   * Excess kurtosis.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").col("x").kurt().col("x").toList(); // → [ null, null ]
   * ```
   */
  kurt(this: OfNumbers<S, K, C, T>): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "kurt">>> { return this.#one(aggregateNamed("kurt")); }

  /**
   * How many distinct values there are; missing ones do not count, or with `dropna: false` as one.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [7, 7, 3] });
   * df.groupby("k").col("x").nunique().col("x").toList(); // → [ 1, 1 ]
   * ```
   */
  nunique(options: NuniqueOptions = {}): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "nunique">>> { return this.#one(nuniqueBy(options)); }

  /**
   * The first values that are there.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [null, 2, 3] });
   * df.groupby("k").col("x").first().col("x").toList(); // → [ 2, 3 ]
   * ```
   */
  first(): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "first">>> { return this.#one(aggregateNamed("first")); }

  /**
   * The last values that are there.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").col("x").last().col("x").toList(); // → [ 2, 3 ]
   * ```
   */
  last(): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "last">>> { return this.#one(aggregateNamed("last")); }

  /**
   * Standard deviations; null below two values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 3, 5] });
   * df.groupby("k").col("x").std().toRows(); // → [ { k: 'a', x: 1.4142135623730951 }, { k: 'b', x: null } ]
   * ```
   */
  std(this: OfNumbersOrTimes<S, K, C, T>, options: SpreadOptions = {}): DataFrame<GroupedWith<S, K, C, number | null>> { return this.#one(spread("std", options)); }

  /**
   * Variances; null below two values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 3, 5] });
   * df.groupby("k").col("x").var().col("x").toList(); // → [ 2, null ]
   * ```
   */
  var(this: OfNumbers<S, K, C, T>, options: SpreadOptions = {}): DataFrame<GroupedWith<S, K, C, number | null>> { return this.#one(spread("var", options)); }

  /**
   * The quantile `q`, from 0 to 1.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 3, 5] });
   * df.groupby("k").col("x").quantile(0.25).col("x").toList(); // → [ 1.5, 5 ]
   * ```
   */
  quantile(this: OfNumbersOrTimes<S, K, C, T>, q = 0.5, options: QuantileOptions = {}): DataFrame<GroupedWith<S, K, C, Averaged<T>>> { return this.#one(quantileBy(q, options)); }

  /**
   * The value that is there most often; of several the least.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "a"], x: ["S", "C", "S"] });
   * df.groupby("k").col("x").mode().col("x").toList(); // → [ 'S' ]
   * ```
   */
  mode(): DataFrame<GroupedWith<S, K, C, AggregatedCell<T, "mode">>> { return this.#one(aggregateNamed("mode")); }

  /**
   * What there is to say of the numbers: `count`, `mean`, `std`, `min`, `25%`, `50%`, `75%`, `max`.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 4] });
   * df.groupby("k").col("x").describe({ percentiles: [0.9] }).row(1); // → { k: 'b', count: 1, mean: 4, std: null, min: 4, '50%': 4, '90%': 4, max: 4 }
   * ```
   */
  describe(this: OfNumbers<S, K, C, T>, options: GroupDescribeOptions = {}): DataFrame<ColumnDescribed<S, K>> {
    return makeFrame(describeGroups(this.#grouping, [this.#column], options, (_, statistic) => statistic));
  }

  /**
   * What `fn` makes of each group's Series, as the column `value`.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 4, 5] });
   * df.groupby("k").col("x").apply((x) => x.max() - x.min()).toRows(); // → [ { k: 'a', value: 3 }, { k: 'b', value: 0 } ]
   * ```
   */
  apply<R extends Cell | undefined>(fn: (series: Series<T>) => R): DataFrame<GroupedWith<S, K, "value", Filled<Widen<R>>>> {
    checkFunction(fn, "apply");
    return this.#framed(eachGroup(this.#grouping, this.#column, fn as (series: unknown) => Cell | undefined, seriesOf).named("value"));
  }

  /**
   * A value for each row: its group's aggregate, or what a function of the group's Series gives: one value, or one for
   * each row.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "b", "a"], x: [1, 5, 3] });
   * df.groupby("k").col("x").transform("mean").toList(); // → [ 2, 5, 2 ]
   * df.groupby("k").col("x").transform((x) => x.div(x.sum())).toList(); // → [ 0.25, 1, 0.75 ]
   * ```
   */
  transform<const F extends AggregateName | CustomAggregate<Unchecked, Unchecked>>(this: GroupByColumn<S, K, C, CellsWith<F>> | OneOf<T, CellsWith<F>>, aggregate: F): Series<AggregatedCell<T, F> | null>;
  transform<R extends Cell | undefined | readonly Cell[] | Series<Cell>>(fn: (series: Series<T>) => R): Series<Transformed<R> | null>;
  transform(fn: unknown): unknown { return seriesOf<unknown>(transform(this.#grouping, this.#column, fn as AggFunction, seriesOf)); }

  // In row order, within groups.

  /**
   * The value `periods` rows before, in its group.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["a", "b", "a"], x: [1, 5, 3] }).groupby("k").col("x").shift().toList(); // → [ null, null, 1 ]
   * new DataFrame({ k: ["a", "b", "a"], x: [1, 5, 3] }).groupby("k").col("x").shift(1, { fillValue: 0 }).toList(); // → [ 0, 0, 1 ]
   * ```
   */
  shift(periods?: number): Series<T | null>;
  shift<const O extends Cell>(this: OfCells<S, K, C, T, CellsBeside<O>>, periods: number, options: ShiftOptions<O>): Series<T | Widen<O>>;
  shift(periods = 1, options: ShiftOptions<Cell> = {}): unknown { return seriesOf<unknown>(shiftWithin(this.#grouping, this.#column, periods, options)); }

  /**
   * The value less the one `periods` rows before, in its group.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["a", "b", "a"], x: [1, 5, 3] }).groupby("k").col("x").diff().toList(); // → [ null, null, 2 ]
   * ```
   */
  diff(this: OfNumbersOrTimes<S, K, C, T>, periods = 1): Series<number | null> { return seriesOf(diffWithin(this.#grouping, this.#column, periods)); }

  /**
   * Missing cells with the value before them in their group, at most `limit` in a row.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["a", "b", "a"], x: [1, null, null] }).groupby("k").col("x").ffill().toList(); // → [ 1, null, 1 ]
   * ```
   */
  ffill(options?: FillOptions): Series<T | null> { return seriesOf(ffillWithin(this.#grouping, this.#column, options)); }

  /**
   * Missing cells with the value after them in their group, at most `limit` in a row.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["a", "b", "a"], x: [null, null, 3] }).groupby("k").col("x").bfill().toList(); // → [ 3, null, 3 ]
   * ```
   */
  bfill(options?: FillOptions): Series<T | null> { return seriesOf(bfillWithin(this.#grouping, this.#column, options)); }

  /**
   * Ranks within groups.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["a", "b", "a"], x: [4, 5, 3] }).groupby("k").col("x").rank().toList(); // → [ 2, 1, 1 ]
   * ```
   */
  rank(options: RankOptions = {}): Series<number | null> { return seriesOf(runningGroups((column, codes, count) => rank(column, { codes, count }, options), this.#column, this.#grouping)); }

  /**
   * Sums so far, within groups.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["a", "b", "a"], x: [1, 5, 3] }).groupby("k").col("x").cumsum().toList(); // → [ 1, 5, 4 ]
   * ```
   */
  cumsum(this: OfNumbers<S, K, C, T>): Series<Summed<T> | null> { return this.#running(cumsumInGroups); }

  /** Products so far, within groups. */
  cumprod(this: OfNumbers<S, K, C, T>): Series<Summed<T> | null> { return this.#running(cumprod); }

  /** Greatest values so far, within groups. */
  cummax(): Series<T | null> { return this.#running(cummax); }

  /** Least values so far, within groups. */
  cummin(): Series<T | null> { return this.#running(cummin); }

  /**
   * The place of each row within its group, from 0.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["a", "b", "a"], x: [1, 5, 3] }).groupby("k").col("x").cumcount().toList(); // → [ 0, 0, 1 ]
   * ```
   */
  cumcount(options: CumcountOptions = {}): Series<number | null> { return seriesOf(cumcount(this.#grouping, options)); }

  #running<R>(verb: typeof cumsumInGroups): Series<R> { return seriesOf(runningGroups(verb, this.#column, this.#grouping)); }

  #one<R>(aggregate: Aggregate): DataFrame<R> { return this.#framed(aggregateGroups(aggregate, this.#column, this.#grouping)); }

  #framed<R>(column: Column): DataFrame<R> { return makeFrame<R>(new Table([...this.#grouping.keys, column], this.#grouping.count)); }
}

/** What `agg` is given, by the names that the columns get. */
function namedFunctions(name: string, given: Aggfunc | readonly Aggfunc[] | { readonly [name: string]: Aggfunc }): (readonly [name: string, aggfunc: Aggfunc])[] {
  if (isAggFunction(given)) return [[name, given as Aggfunc]];
  if (Array.isArray(given)) return (given as readonly Aggfunc[]).map((aggfunc) => [nameOf(aggfunc), aggfunc]);
  checkByColumn("agg", "aggfuncs", given);
  return Object.entries(given);
}
