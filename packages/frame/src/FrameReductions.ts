import { oneGroup, type Aggregate } from "./aggregates/aggregate.js";
import { aggregateNamed, type AggregateName } from "./aggregates/named.js";
import type { NuniqueOptions } from "./aggregates/nunique.js";
import type { SpreadOptions } from "./aggregates/variance.js";
import type { Cell } from "./cell.js";
import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import { FrameCleaning } from "./FrameCleaning.js";
import { GroupBy } from "./GroupBy.js";
import { seriesOf, type Series } from "./Series.js";
import type { Aggfunc, AggResult, AggSpecOf, Described, Each, EachAggregated, Name, OnlyColumns, Open, Quantiles, ValueCounts } from "./types.js";
import { checkOptions } from "./verbs/arguments/check-options.js";
import { eachColumn } from "./verbs/cells/each-column.js";
import type { ReduceOptions } from "./verbs/cells/numeric-only.js";
import { groupby, type GroupbyOptions } from "./verbs/groupby/groupby.js";
import { resample, type ResampleOptions } from "./verbs/resample/resample.js";
import { aggTable } from "./verbs/statistics/agg-whole.js";
import { corrTable, type CorrOptions } from "./verbs/statistics/corr.js";
import { describe, type DescribeOptions } from "./verbs/statistics/describe.js";
import { rankTable, type RankOptions } from "./verbs/statistics/rank.js";
import { modeTable, nuniqueBy, quantileBy, quantileTable, reduceTable, spread, type QuantileOptions } from "./verbs/statistics/reduce.js";
import { countRowCells, EITHER_WAY, reduceRows, type EachColumn, type EachRow } from "./verbs/statistics/reduce-rows.js";
import { valueCountsOfRows, type ValueCountsOptions } from "./verbs/statistics/value-counts.js";
import { cummax, cummin, cumprod, cumsum } from "./verbs/window/cumulative.js";

/**
 * What a frame comes to: a value for each column, as an object by column name (which `fillna` takes); and groups.
 * Missing cells, NaN among them, are passed over. A column of a type that has no such statistic throws FrameError; with
 * `numericOnly` columns that are no numbers and no bools are left out. With `axis: 1` there is a value for each row, of its
 * cells in all columns, as a Series without a name; the columns' types must have one in common (bools are numbers beside those).
 */
export abstract class FrameReductions<S> extends FrameCleaning<S> {
  /**
   * How many values each column has.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, null], b: ["x", "y"] }).count(); // → { a: 1, b: 2 }
   * ```
   */
  count(options?: EachColumn): Each<S, number>;
  count(options: EachRow): Series<number>;
  count(options: Along = {}): unknown {
    const { axis } = checkOptions("count", options, { axis: [0, 1] });
    return axis === 1 ? seriesOf(countRowCells(this)) : reduceTable(this, aggregateNamed("count"), {});
  }

  /**
   * Exact sums, rounded once.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [1, null], b: [0.1, 0.2] });
   * df.sum(); // → { a: 1, b: 0.30000000000000004 }
   * df.sum({ axis: 1 }).toList(); // → [ 1.1, 0.2 ]
   * ```
   */
  sum(options?: ReduceOptions & EachColumn): EachAggregated<S, "sum">;
  sum(options: ReduceOptions & EachRow): Series<number>;
  sum(options: ReduceOptions & Along = {}): unknown { return this.#each("sum", options); }

  /**
   * Means.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ Name: ["Ann", "Bo"], Age: [22, 38] }).mean({ numericOnly: true }); // → { Age: 30 }
   * ```
   */
  mean(options?: ReduceOptions & EachColumn): EachAggregated<S, "mean">;
  mean(options: ReduceOptions & EachRow): Series;
  mean(options: ReduceOptions & Along = {}): unknown { return this.#each("mean", options); }

  /**
   * Medians.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 40], b: [1, null, 2] }).median(); // → { a: 2, b: 1.5 }
   * ```
   */
  median(options?: ReduceOptions & EachColumn): EachAggregated<S, "median">;
  median(options: ReduceOptions & EachRow): Series;
  median(options: ReduceOptions & Along = {}): unknown { return this.#each("median", options); }

  /**
   * Standard deviations; null below two values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [2, 4, 4, 4, 5, 5, 7, 9] }).std({ ddof: 0 }); // → { a: 2 }
   * ```
   */
  std(options?: SpreadOptions & ReduceOptions & EachColumn): EachAggregated<S, "std">;
  std(options: SpreadOptions & ReduceOptions & EachRow): Series<number | null>;
  std(options: SpreadOptions & ReduceOptions & Along = {}): unknown { return this.#reduced("std", spread("std", options, EITHER_WAY), options); }

  /**
   * Variances; null below two values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 3], b: [1, null, null] }).var(); // → { a: 1, b: null }
   * ```
   */
  var(options?: SpreadOptions & ReduceOptions & EachColumn): EachAggregated<S, "var">;
  var(options: SpreadOptions & ReduceOptions & EachRow): Series<number | null>;
  var(options: SpreadOptions & ReduceOptions & Along = {}): unknown { return this.#reduced("var", spread("var", options, EITHER_WAY), options); }

  /**
   * The least value of each column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [3, 1, null], b: ["y", "x", "z"] }).min(); // → { a: 1, b: 'x' }
   * ```
   */
  min(options?: ReduceOptions & EachColumn): EachAggregated<S, "min">;
  min(options: ReduceOptions & EachRow): Series;
  min(options: ReduceOptions & Along = {}): unknown { return this.#each("min", options); }

  /**
   * The greatest value of each column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [3, 1, null], b: ["y", "x", "z"] }).max(); // → { a: 3, b: 'z' }
   * ```
   */
  max(options?: ReduceOptions & EachColumn): EachAggregated<S, "max">;
  max(options: ReduceOptions & EachRow): Series;
  max(options: ReduceOptions & Along = {}): unknown { return this.#each("max", options); }

  /**
   * Products.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [2, 5], b: [0.5, null] }).prod(); // → { a: 10, b: 0.5 }
   * ```
   */
  prod(options?: ReduceOptions & EachColumn): EachAggregated<S, "prod">;
  prod(options: ReduceOptions & EachRow): Series<number>;
  prod(options: ReduceOptions & Along = {}): unknown { return this.#each("prod", options); }

  /**
   * Skewness of each column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 3] }).skew(); // → { a: 0 }
   * ```
   */
  skew(options?: ReduceOptions & EachColumn): EachAggregated<S, "skew">;
  skew(options: ReduceOptions & EachRow): Series<number | null>;
  skew(options: ReduceOptions & Along = {}): unknown { return this.#each("skew", options); }

  /**
   * Excess kurtosis of each column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 3, 4] }).kurt(); // → { a: -1.2 }
   * ```
   */
  kurt(options?: ReduceOptions & EachColumn): EachAggregated<S, "kurt">;
  kurt(options: ReduceOptions & EachRow): Series<number | null>;
  kurt(options: ReduceOptions & Along = {}): unknown { return this.#each("kurt", options); }

  /**
   * The quantile `q` of each column, from 0 to 1; of a list of them a frame, whose column `quantile` says which.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [1, 2, 3, 4] });
   * df.quantile(0.25); // → { a: 1.75 }
   * df.quantile([0.25, 0.75]).toRows(); // → [ { quantile: 0.25, a: 1.75 }, { quantile: 0.75, a: 3.25 } ]
   * ```
   */
  quantile(q?: number, options?: QuantileOptions & ReduceOptions & EachColumn): EachAggregated<S, "median">;
  quantile(q: number, options: QuantileOptions & ReduceOptions & EachRow): Series;
  quantile(q: readonly number[], options?: QuantileOptions & ReduceOptions): DataFrame<Quantiles<S>>;
  quantile(q: number | readonly number[] = 0.5, options: QuantileOptions & ReduceOptions & Along = {}): unknown {
    if (typeof q !== "number") return makeFrame(quantileTable(this, q, options));
    return this.#reduced("quantile", quantileBy(q, options, EITHER_WAY), options);
  }

  /**
   * How many distinct values each column has; missing ones do not count, or with `dropna: false` as one.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 1, null], b: ["x", "y", "z"] }).nunique(); // → { a: 1, b: 3 }
   * ```
   */
  nunique(options: NuniqueOptions = {}): Each<S, number> { return reduceTable(this, nuniqueBy(options), {}) as Each<S, number>; }

  /**
   * Whether any value of each column is true, or a number other than 0. Missing ones are passed over.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [1, null], b: ["x", "y"] });
   * df.isna().any(); // → { a: true, b: false }
   * df.isna().any({ axis: 1 }).toList(); // → [ false, true ]
   * ```
   */
  any(options?: ReduceOptions & EachColumn): EachAggregated<S, "any">;
  any(options: ReduceOptions & EachRow): Series<boolean>;
  any(options: ReduceOptions & Along = {}): unknown { return this.#each("any", options); }

  /**
   * Whether all values of each column are true, or numbers other than 0. Missing ones are passed over.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2], b: [1, 0] }).all(); // → { a: true, b: false }
   * ```
   */
  all(options?: ReduceOptions & EachColumn): EachAggregated<S, "all">;
  all(options: ReduceOptions & EachRow): Series<boolean>;
  all(options: ReduceOptions & Along = {}): unknown { return this.#each("all", options); }

  /**
   * One value for each aggregate, as an object by column name: by column an aggregate's name, a function of the Series,
   * `{ init, add, merge, finish }` or a list of these (`Fare_mean`, `Fare_max`), `{ column, aggfunc }` under a name of its
   * own; or one aggregate, or a list, for all columns. A function is not called where there are no rows.
   * Throws ArgumentError for no such aggregate, FrameError for a column that is not there, or of which there is no such value.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Age: [20, null, 41], Port: ["S", "S", "C"] });
   * df.agg({ Age: ["median", "max"], Port: "mode" }); // → { Age_median: 30.5, Age_max: 41, Port: 'S' }
   * df.agg("count"); // → { Age: 2, Port: 3 }
   * ```
   */
  agg<const N extends { readonly [column: string]: AggSpecOf }>(specs: N, ...columns: OnlyColumns<S, N>): AggResult<S, N>;
  agg(specs: Aggfunc | readonly Aggfunc[]): { [column: string]: Cell };
  agg(specs: Aggfunc | readonly Aggfunc[] | { readonly [column: string]: AggSpecOf }, ..._columns: readonly unknown[]): unknown { return aggTable(this, specs, seriesOf); }

  /**
   * The most frequent values of each column, in order; where one has fewer of them than another, it is missing below.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 1, 2], b: ["x", "y", "z"] }).mode().toColumns(); // → { a: [ 1, null, null ], b: [ 'x', 'y', 'z' ] }
   * ```
   */
  mode(options: ReduceOptions = {}): DataFrame<{ [K in keyof S]: S[K] | null }> { return makeFrame(modeTable(this, options)); }

  /**
   * Count, mean, deviation, least, quartiles and greatest of each column of numbers, their names in the column
   * `statistic`. With `include: "all"`, and where there are no numbers, other columns too: count, number of values, the
   * most frequent one and how often it is there, as text.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Age: [22, 38, null], Name: ["Ann", "Bo", "Ann"] });
   * df.describe().row(0); // → { statistic: 'count', Age: 2 }
   * df.describe({ include: "all" }).row(2); // → { statistic: 'top', Age: null, Name: 'Ann' }
   * ```
   */
  describe(options: DescribeOptions = {}): DataFrame<Described<S>> { return makeFrame(describe(this, options)); }

  /**
   * Correlation of each column with each, under their names in `column`; null where it is not defined.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 3], b: [3, 2, 1] }).corr().row(0); // → { column: 'a', a: 1, b: -1 }
   * ```
   */
  corr(options: CorrOptions & ReduceOptions = {}): DataFrame<{ column: string } & Each<S, number | null>> { return makeFrame(corrTable(this, options)); }

  /**
   * Each row (of the columns in `subset`) and how often it is there, the most frequent first.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 1, 2], b: ["x", "x", "y"] }).valueCounts().row(0); // → { a: 1, b: 'x', count: 2 }
   * ```
   */
  valueCounts<const O extends ValueCountsOptions & { readonly subset?: readonly Name<S>[] }>(options?: O): DataFrame<Open & ValueCounts<O>> {
    return makeFrame(valueCountsOfRows(this, options));
  }

  /**
   * Sums so far of each column; a missing value stays missing, and the sum goes on.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, null, 3] }).cumsum().toColumns(); // → { a: [ 1, null, 4 ] }
   * ```
   */
  cumsum(): DataFrame<S> { return makeFrame(eachColumn(this, (column) => cumsum(column, oneGroup(column), 1))); }

  /**
   * Products so far of each column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [2, 3, 4] }).cumprod().toColumns(); // → { a: [ 2, 6, 24 ] }
   * ```
   */
  cumprod(): DataFrame<S> { return makeFrame(eachColumn(this, (column) => cumprod(column, oneGroup(column), 1))); }

  /**
   * Greatest values so far of each column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [2, 1, 5] }).cummax().toColumns(); // → { a: [ 2, 2, 5 ] }
   * ```
   */
  cummax(): DataFrame<S> { return makeFrame(eachColumn(this, (column) => cummax(column, oneGroup(column), 1))); }

  /**
   * Least values so far of each column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [2, 1, 5] }).cummin().toColumns(); // → { a: [ 2, 1, 1 ] }
   * ```
   */
  cummin(): DataFrame<S> { return makeFrame(eachColumn(this, (column) => cummin(column, oneGroup(column), 1))); }

  /**
   * The ranks of each column's values, as {@link Series.rank} gives them.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [30, 10], b: ["x", "y"] }).rank().toColumns(); // → { a: [ 2, 1 ], b: [ 1, 2 ] }
   * ```
   */
  rank(options: RankOptions & ReduceOptions = {}): DataFrame<Each<S, number | null>> {
    return makeFrame(rankTable(this, options));
  }

  /**
   * The rows in groups of equal keys, in order of the keys. Rows with a missing key are left out, unless `dropna` is false.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Sex: ["f", "m", "f"], Survived: [1, 0, 0] });
   * df.groupby("Sex").mean().toRows(); // → [ { Sex: 'f', Survived: 0.5 }, { Sex: 'm', Survived: 0 } ]
   * ```
   */
  groupby<const K extends Name<S>>(keys: K | readonly K[], options: GroupbyOptions = {}): GroupBy<S, K> { return new GroupBy<S, K>(groupby(this, keys, options)); }

  /**
   * The rows in groups of time: `"1D"`, `"15min"`, `"2h"`, `"W"` (to Sunday), `"MS"` (months by their first day), `"ME"`
   * (by their last), `"QS" "QE" "YS" "YE"`; times without rows are there too. Midnights are UTC.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ at: [new Date("2021-03-04T05:00Z"), new Date("2021-03-06T07:00Z")], x: [1, 2] });
   * df.resample("1D", { on: "at" }).sum().col("x").toList(); // → [ 1, 0, 2 ]
   * ```
   */
  resample<const K extends Name<S>>(rule: string, options: ResampleOptions<K>): GroupBy<S, K> { return new GroupBy<S, K>(resample(this, rule, options)); }

  #each(name: AggregateName, options: ReduceOptions & Along): unknown {
    return this.#reduced(name, aggregateNamed(name), checkOptions(name, options, EITHER_WAY));
  }

  #reduced(verb: string, aggregate: Aggregate, options: ReduceOptions & Along): unknown {
    return options.axis === 1 ? seriesOf(reduceRows(verb, this, aggregate, options)) : reduceTable(this, aggregate, options);
  }
}

/** A value for each column, or for each row. */
interface Along {
  readonly axis?: 0 | 1;
}
