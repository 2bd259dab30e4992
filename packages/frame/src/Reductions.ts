import { oneGroup } from "./aggregates/aggregate.js";
import { reduceColumn } from "./aggregates/aggregate-column.js";
import { aggregateNamed } from "./aggregates/named.js";
import type { NuniqueOptions } from "./aggregates/nunique.js";
import type { SpreadOptions } from "./aggregates/variance.js";
import type { NumberCell, TimeCell } from "./cell.js";
import { Cleaning } from "./Cleaning.js";
import { Column } from "./column.js";
import { COLUMNS, MADE } from "./columns-key.js";
import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import type { Series } from "./Series.js";
import { Table } from "./table.js";
import type { Aggfunc, AggregatedCell, Averaged, CellsWith, Described, Item, ListAggregates, SeriesOf, Summed, Unchecked, ValueCounts } from "./types.js";
import { columnGiven } from "./verbs/arguments/operand.js";
import { explodeColumn } from "./verbs/reshaping/explode.js";
import { dropDuplicateValues, duplicatedValues, type KeepOptions } from "./verbs/selection/duplicated.js";
import { unique } from "./verbs/selection/unique.js";
import { nlargestValues, type NlargestOptions } from "./verbs/sort/nlargest.js";
import { sortColumn, type SortOptions } from "./verbs/sort/sort-values.js";
import { aggColumn } from "./verbs/statistics/agg-whole.js";
import { corr, type CorrOptions } from "./verbs/statistics/corr.js";
import { describe, type DescribeOptions } from "./verbs/statistics/describe.js";
import { rank, type RankOptions } from "./verbs/statistics/rank.js";
import { modes, nuniqueBy, quantile, spread, type QuantileOptions } from "./verbs/statistics/reduce.js";
import { valueCounts, type ValueCountsOptions } from "./verbs/statistics/value-counts.js";
import { cummax, cummin, cumprod, cumsum } from "./verbs/window/cumulative.js";

/**
 * What a Series comes to: one value, its distinct values, its order. Missing cells, NaN among them, are passed over; a
 * statistic of nothing is null. Sums and means are exact: they are rounded once, whatever the order of the cells, and
 * never overflow on the way. Throw FrameError for a type that has no such statistic.
 */
export abstract class Reductions<T> extends Cleaning<T> {
  /**
   * How many values are there.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, null, NaN, 4]).count(); // → 2
   * ```
   */
  count(): number { return this.#reduced("count") as number; }

  /**
   * The exact sum, rounded once; 0 of nothing. An integer beyond 2^53 is rounded too, unless the Series is of bigints.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([0.1, 0.2, null, 1e300, -1e300]).sum(); // → 0.30000000000000004
   * ```
   */
  sum(this: SeriesOf<T, NumberCell>): Summed<T> { return this.#reduced("sum") as Summed<T>; }

  /**
   * The mean: the exact sum divided by the number of values. Of times a Date.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([22, null, 38]).mean(); // → 30
   * ```
   */
  mean(this: SeriesOf<T, NumberCell | TimeCell>): Averaged<T> { return this.#reduced("mean") as Averaged<T>; }

  /**
   * The value in the middle, or the mean of the two in the middle.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([22, 26, null, 80]).median(); // → 26
   * ```
   */
  median(this: SeriesOf<T, NumberCell | TimeCell>): Averaged<T> { return this.#reduced("median") as Averaged<T>; }

  /**
   * Standard deviation; null below two values. Of times it is in ms.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([2, 4, 4, 4, 5, 5, 7, 9]).std({ ddof: 0 }); // → 2
   * ```
   */
  std(this: SeriesOf<T, NumberCell | TimeCell>, options: SpreadOptions = {}): number | null { return reduceColumn(spread("std", options), this[COLUMNS]) as number | null; }

  /**
   * Variance, from exact sums of values and of squares; null below two values.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3, 4]).var(); // → 1.6666666666666667
   * ```
   */
  var(this: SeriesOf<T, NumberCell>, options: SpreadOptions = {}): number | null { return reduceColumn(spread("var", options), this[COLUMNS]) as number | null; }

  /**
   * The least value: text by code points.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["pear", null, "fig"]).min(); // → 'fig'
   * ```
   */
  min(): NonNullable<T> | null { return this.#reduced("min") as NonNullable<T> | null; }

  /**
   * The greatest value.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([22, null, 38]).max(); // → 38
   * ```
   */
  max(): NonNullable<T> | null { return this.#reduced("max") as NonNullable<T> | null; }

  /**
   * The product; 1 of nothing. Integers stay integers while it fits in 64 bits.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([2, null, 10]).prod(); // → 20
   * ```
   */
  prod(this: SeriesOf<T, NumberCell>): Summed<T> { return this.#reduced("prod") as Summed<T>; }

  /**
   * Skewness (unbiased); null below three values.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3]).skew(); // → 0
   * ```
   */
  skew(this: SeriesOf<T, NumberCell>): number | null { return this.#reduced("skew") as number | null; }

  /**
   * Excess kurtosis (Fisher's, unbiased): 0 for a normal distribution; null below four values.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 1, 1, 1]).kurt(); // → 0
   * ```
   */
  kurt(this: SeriesOf<T, NumberCell>): number | null { return this.#reduced("kurt") as number | null; }

  /**
   * The quantile `q`, from 0 to 1; of a list of them, a Series.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const fare = new Series([1, 2, 3, 4]);
   * fare.quantile(0.5); // → 2.5
   * fare.quantile([0.25, 0.75], { interpolation: "lower" }).toList(); // → [ 1, 3 ]
   * ```
   */
  quantile(this: SeriesOf<T, NumberCell | TimeCell>, q?: number, options?: QuantileOptions): Averaged<T>;
  quantile(this: SeriesOf<T, NumberCell | TimeCell>, q: readonly number[], options?: QuantileOptions): Series<Averaged<T>>;
  quantile(this: SeriesOf<T, NumberCell | TimeCell>, q: number | readonly number[] = 0.5, options: QuantileOptions = {}): unknown {
    const result = quantile(this[COLUMNS], q, options);
    return result instanceof Column ? this[MADE](result) : result;
  }

  /**
   * Whether any value is true, or a number other than 0; false of nothing. Throws FrameError for what is no bool and no number.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1.5, null]).isna().any(); // → true
   * ```
   */
  any(this: SeriesOf<T, NumberCell>): boolean { return this.#reduced("any") as boolean; }

  /**
   * Whether all values are true, or numbers other than 0; true of nothing. Missing ones are passed over.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([7, 71, null]).gt(0).all(); // → false
   * ```
   */
  all(this: SeriesOf<T, NumberCell>): boolean { return this.#reduced("all") as boolean; }

  /**
   * An aggregate by name, a function of the Series, or one in parts, `{ init, add, merge, finish }`; of a list of them, an
   * object with the value of each by its name. Throws ArgumentError for a name that there is not.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const fares = new Series([7, 71, 8]);
   * fares.agg((fare) => fare.max() - fare.min()); // → 64
   * fares.agg(["min", "median"]); // → { min: 7, median: 8 }
   * ```
   */
  agg<const F extends Aggfunc>(this: SeriesOf<T, CellsWith<F>>, aggfunc: F): AggregatedCell<T, F>;
  agg<const F extends Aggfunc>(this: SeriesOf<T, CellsWith<F>>, aggfuncs: readonly F[]): ListAggregates<T, F>;
  agg(aggfuncs: Aggfunc | readonly Aggfunc[]): unknown { return aggColumn(this[COLUMNS], aggfuncs, (column) => this[MADE](column)); }

  /**
   * The values that are there most often, in order.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["S", "C", null, "S", "C", "Q"]).mode().toList(); // → [ 'C', 'S' ]
   * ```
   */
  mode(): Series<NonNullable<T>> { return this[MADE](modes(this[COLUMNS])); }

  /**
   * How many distinct values there are; missing ones do not count, or with `dropna: false` as one.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const series = new Series([1, 1, null, 2]);
   * [series.nunique(), series.nunique({ dropna: false })]; // → [ 2, 3 ]
   * ```
   */
  nunique(options: NuniqueOptions = {}): number { return reduceColumn(nuniqueBy(options), this[COLUMNS]) as number; }

  /**
   * Each value once, in order of first appearance; a missing one too.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["S", "C", null, "S", null]).unique().toList(); // → [ 'S', 'C', null ]
   * ```
   */
  unique(): Series<T> { return this[MADE](unique(this[COLUMNS])); }

  /**
   * Each value and how often it is there, the most frequent first; of equal counts the first to appear comes first. The
   * columns are the Series' name (`value`, if it has none) and `count`, or with `normalize` `proportion`.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const port = new Series(["S", "C", "S", null], { name: "Embarked" });
   * port.valueCounts().toRows(); // → [ { Embarked: 'S', count: 2 }, { Embarked: 'C', count: 1 } ]
   * port.valueCounts({ dropna: false, normalize: true }).col("proportion").toList(); // → [ 0.5, 0.25, 0.25 ]
   * ```
   */
  valueCounts<const O extends ValueCountsOptions>(options?: O): DataFrame<ValueCounts<O>> { return makeFrame(valueCounts(this[COLUMNS], options)); }

  /**
   * Count, mean, deviation, least, quartiles and greatest, their names in the column `statistic`; of what is no number
   * count, number of values, the most frequent one and how often it is there, as text.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3], { name: "Age" }).describe().row(1); // → { statistic: 'mean', Age: 2 }
   * ```
   */
  describe(options: DescribeOptions = {}): DataFrame<Described<Unchecked>> { return makeFrame(describe(new Table([this[COLUMNS]], this[COLUMNS].length), options)); }

  /**
   * Correlation with another Series over the rows in which both have a value; null where one of them does not vary.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3]).corr(new Series([10, 20, 30])); // → 1
   * ```
   */
  corr(this: SeriesOf<T, NumberCell>, other: Series<NumberCell>, options: CorrOptions = {}): number | null { return corr(this[COLUMNS], columnGiven("corr", "other", other), options); }

  /**
   * The values in order, missing ones last; equal ones stay in the order they had. Text sorts by code points.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([3, null, 1]).sortValues().toList(); // → [ 1, 3, null ]
   * new Series([3, null, 1]).sortValues({ ascending: false, naPosition: "first" }).toList(); // → [ null, 3, 1 ]
   * ```
   */
  sortValues(options: SortOptions<boolean> = {}): Series<T> { return this[MADE](sortColumn(this[COLUMNS], options)); }

  /**
   * The `n` largest values, the largest first.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([3, null, 1, 7]).nlargest(2).toList(); // → [ 7, 3 ]
   * ```
   */
  nlargest(n = 5, options: NlargestOptions = {}): Series<T> { return this[MADE](nlargestValues("nlargest", this[COLUMNS], n, options)); }

  /**
   * The `n` smallest values, the smallest first.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([3, null, 1, 7]).nsmallest(2).toList(); // → [ 1, 3 ]
   * ```
   */
  nsmallest(n = 5, options: NlargestOptions = {}): Series<T> { return this[MADE](nlargestValues("nsmallest", this[COLUMNS], n, options)); }

  /**
   * The rank of each value, from 1; equal ones get the mean of their places, unless `method` says otherwise.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([7, 1, null, 7]).rank().toList(); // → [ 2.5, 1, null, 2.5 ]
   * new Series([7, 1, null, 7]).rank({ method: "dense", ascending: false }).toList(); // → [ 1, 2, null, 1 ]
   * ```
   */
  rank(options: RankOptions = {}): Series<number | null> { return this[MADE](rank(this[COLUMNS], null, options)); }

  /**
   * Sums so far; a missing value stays missing, and the sum goes on.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, null, 3]).cumsum().toList(); // → [ 1, null, 4 ]
   * ```
   */
  cumsum(this: Series<number | bigint | null | undefined>): Series<T>;
  cumsum(this: SeriesOf<T, NumberCell>): Series<number | null>;
  cumsum(): unknown { return this[MADE](cumsum(this[COLUMNS], oneGroup(this[COLUMNS]), 1)); }

  /**
   * Products so far.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([2, 3, null, 4]).cumprod().toList(); // → [ 2, 6, null, 24 ]
   * ```
   */
  cumprod(this: Series<number | bigint | null | undefined>): Series<T>;
  cumprod(this: SeriesOf<T, NumberCell>): Series<number | null>;
  cumprod(): unknown { return this[MADE](cumprod(this[COLUMNS], oneGroup(this[COLUMNS]), 1)); }

  /**
   * Greatest values so far.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([2, null, 1, 5]).cummax().toList(); // → [ 2, null, 2, 5 ]
   * ```
   */
  cummax(): Series<T> { return this[MADE](cummax(this[COLUMNS], oneGroup(this[COLUMNS]), 1)); }

  /**
   * Least values so far.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([2, null, 1, 5]).cummin().toList(); // → [ 2, null, 1, 1 ]
   * ```
   */
  cummin(): Series<T> { return this[MADE](cummin(this[COLUMNS], oneGroup(this[COLUMNS]), 1)); }

  /**
   * Whether each value was there before (or comes again, with `keep: "last"`; or is not the only one, with `false`).
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["a", "b", "a"]).duplicated().toList(); // → [ false, false, true ]
   * ```
   */
  duplicated(options: KeepOptions = {}): Series<boolean> { return this[MADE](duplicatedValues(this[COLUMNS], options)); }

  /**
   * Without the values that were there before.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["a", "b", "a"]).dropDuplicates().toList(); // → [ 'a', 'b' ]
   * ```
   */
  dropDuplicates(options: KeepOptions = {}): Series<T> { return this[MADE](dropDuplicateValues(this[COLUMNS], options)); }

  /**
   * A row for each item of the lists; a missing or empty list gives one missing value.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([[1, 2], [], [3]]).explode().toList(); // → [ 1, 2, null, 3 ]
   * ```
   */
  explode(): Series<Item<T>> { return this[MADE](explodeColumn(this[COLUMNS]).column); }

  #reduced(name: Parameters<typeof aggregateNamed>[0]): unknown { return reduceColumn(aggregateNamed(name), this[COLUMNS]); }
}
