import type { Aggregate } from "./aggregates/aggregate.js";
import { aggregateColumn } from "./aggregates/aggregate-column.js";
import { size } from "./aggregates/count.js";
import { aggregateNamed, type AggregateName } from "./aggregates/named.js";
import type { NuniqueOptions } from "./aggregates/nunique.js";
import type { SpreadOptions } from "./aggregates/variance.js";
import { OF_GROUP_BY } from "./arguments-taken.js";
import type { Cell } from "./cell.js";
import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import { GroupByColumn } from "./GroupByColumn.js";
import { GroupByRows } from "./GroupByRows.js";
import { seriesOf, type Series } from "./Series.js";
import { columnNamed, Table } from "./table.js";
import type { Aggfunc, AggSpecOf, GroupApplied, GroupDescribed, Grouped, GroupedEach, GroupedList, GroupedWith, GroupKey, Name, OnlyColumns, RowResult, Selected } from "./types.js";
import { checkOptions } from "./verbs/arguments/check-options.js";
import { checkOwnName } from "./verbs/arguments/check-own-name.js";
import { columnName } from "./verbs/arguments/column-names.js";
import { refuseMore } from "./verbs/arguments/refuse-more.js";
import { isNumeric, type ReduceOptions } from "./verbs/cells/numeric-only.js";
import { agg, aggregations } from "./verbs/groupby/agg.js";
import { applyGroups } from "./verbs/groupby/apply.js";
import { eachPart, groups } from "./verbs/groupby/groups.js";
import { aggregateGroups } from "./verbs/groupby/in-order.js";
import { filterGroups, headOfGroups, nthOfGroups, tailOfGroups } from "./verbs/groupby/pick-rows.js";
import { describedColumns, describeGroups, type GroupDescribeOptions } from "./verbs/statistics/describe-groups.js";
import { nuniqueBy, quantileBy, REDUCING, spread, type QuantileOptions } from "./verbs/statistics/reduce.js";

/**
 * The rows of a frame in groups, as `groupby` makes them. Aggregates give a DataFrame: the keys are its first columns, a
 * row for each group in order of the keys. Missing cells are passed over.
 * @example
 * ```ts
 * import { DataFrame } from "@framepool/frame";
 * const df = new DataFrame({ Pclass: [1, 3, 3], Fare: [50, 7, 9], Name: ["Ann", "Bo", null] });
 * df.groupby("Pclass").agg({ Fare: ["mean", "max"], n: { column: "Name", aggfunc: "count" } }).toRows(); // → [
 * //   { Pclass: 1, Fare_mean: 50, Fare_max: 50, n: 1 },
 * //   { Pclass: 3, Fare_mean: 8, Fare_max: 9, n: 1 }
 * // ]
 * ```
 */
export class GroupBy<S, K extends string> extends GroupByRows<S, K> {
  static {
    refuseMore(this, OF_GROUP_BY);
  }

  /** How many groups there are. */
  get ngroups(): number { return this.grouping.count; }

  /**
   * One column, for aggregates of it alone and for verbs that give a Series in row order.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Title: ["Mr", "Miss", "Mr"], Age: [40, 20, null] });
   * df.groupby("Title").col("Age").transform("median").toList(); // → [ 40, 20, 40 ]
   * ```
   */
  col<C extends Name<S>>(name: C): GroupByColumn<S, K, C> { return new GroupByColumn(this.grouping, columnNamed(this.grouping.table, columnName("col", "name", name))); }

  /**
   * The same groups of these columns, and the keys: what aggregates and verbs of all columns are then of.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 4, 5], y: [2, 2, 8], t: ["u", "v", "w"] });
   * df.groupby("k").select(["x", "y"]).mean().toRows(); // → [ { k: 'a', x: 2.5, y: 2 }, { k: 'b', x: 5, y: 8 } ]
   * ```
   */
  select<C extends Name<S>>(columns: readonly C[]): GroupBy<Selected<S, C | (K & Name<S>)>, K> { return new GroupBy(this.grouping.select(columns)); }

  /**
   * Aggregates by column: a name (`"median"`), a list of them (columns `Fare_mean`, `Fare_max`), `{ column, aggfunc }` for a
   * column of a name of its own, a function of the group's Series, or an aggregate in parts `{ init, add, merge, finish }`.
   * A name or a list alone is for every column that is no key. Throws ArgumentError for a name that there is not.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 4, 5], y: [2, 2, null] });
   * df.groupby("k").agg({ x: "sum", y: (series) => series.count() }).toRows(); // → [ { k: 'a', x: 5, y: 2 }, { k: 'b', x: 5, y: 0 } ]
   * df.groupby("k").agg(["min", "max"]).columns; // → [ 'k', 'x_min', 'x_max', 'y_min', 'y_max' ]
   * const longest = { init: () => 0, add: (most: number, x: number | null) => Math.max(most, x ?? 0), merge: Math.max, finish: (most: number) => most };
   * df.groupby("k").agg({ x: longest }).col("x").toList(); // → [ 4, 5 ]
   * ```
   */
  agg<const N extends { readonly [column: string]: AggSpecOf }>(specs: N, ...columns: OnlyColumns<S, N>): DataFrame<Grouped<S, K, N>>;
  agg<const F extends Aggfunc>(aggfunc: F): DataFrame<GroupedEach<S, K, F>>;
  agg<const F extends Aggfunc>(aggfuncs: readonly F[]): DataFrame<GroupedList<S, K, F>>;
  agg(specs: Aggfunc | readonly Aggfunc[] | { readonly [column: string]: AggSpecOf }, ..._columns: readonly unknown[]): unknown {
    return makeFrame<unknown>(agg(this.grouping, aggregations(this.grouping.table, this.grouping.others, specs), seriesOf));
  }

  /**
   * How many rows each group has, missing cells included, as the column `size`.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["b", "a", "b"] }).groupby("k").size().toRows(); // → [ { k: 'a', size: 1 }, { k: 'b', size: 2 } ]
   * ```
   */
  size(): DataFrame<GroupedWith<S, K, "size", number>> {
    const { keys, codes, count } = this.grouping;
    checkOwnName("size", keys.map(({ name }) => name), "size");
    return makeFrame(new Table([...keys, aggregateColumn(size, keys[0]!, codes, count).named("size")], count));
  }

  /**
   * How many values are there.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, null, 3] });
   * df.groupby("k").count().col("x").toList(); // → [ 1, 1 ]
   * ```
   */
  count(): DataFrame<GroupedEach<S, K, "count">> { return this.#each("count"); }

  /**
   * Exact sums; 0 of nothing.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").sum().col("x").toList(); // → [ 3, 3 ]
   * ```
   */
  sum(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "sum">> { return this.#each("sum", options); }

  /**
   * Means, from exact sums.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").mean().col("x").toList(); // → [ 1.5, 3 ]
   * ```
   */
  mean(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "mean">> { return this.#each("mean", options); }

  /**
   * The values in the middle.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, null] });
   * df.groupby("k").median().col("x").toList(); // → [ 1.5, null ]
   * ```
   */
  median(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "median">> { return this.#each("median", options); }

  /**
   * The least values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").min().col("x").toList(); // → [ 1, 3 ]
   * ```
   */
  min(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "min">> { return this.#each("min", options); }

  /**
   * The greatest values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: ["p", "q", "r"] });
   * df.groupby("k").max().col("x").toList(); // → [ 'q', 'r' ]
   * ```
   */
  max(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "max">> { return this.#each("max", options); }

  /**
   * Products; 1 of nothing.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [2, 5, 3] });
   * df.groupby("k").prod().col("x").toList(); // → [ 10, 3 ]
   * ```
   */
  prod(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "prod">> { return this.#each("prod", options); }

  /**
   * Skewness.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").skew().col("x").toList(); // → [ null, null ]
   * ```
   */
  skew(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "skew">> { return this.#each("skew", options); }

  /**
   * Excess kurtosis.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").kurt().col("x").toList(); // → [ null, null ]
   * ```
   */
  kurt(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "kurt">> { return this.#each("kurt", options); }

  /**
   * How many distinct values there are; missing ones do not count, or with `dropna: false` as one.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [7, 7, 3] });
   * df.groupby("k").nunique().col("x").toList(); // → [ 1, 1 ]
   * ```
   */
  nunique(options: NuniqueOptions = {}): DataFrame<GroupedEach<S, K, "nunique">> { return this.#made(nuniqueBy(options), {}); }

  /**
   * The first values that are there.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [null, 2, 3] });
   * df.groupby("k").first().col("x").toList(); // → [ 2, 3 ]
   * ```
   */
  first(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "first">> { return this.#each("first", options); }

  /**
   * The last values that are there.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 3] });
   * df.groupby("k").last().col("x").toList(); // → [ 2, 3 ]
   * ```
   */
  last(options: ReduceOptions = {}): DataFrame<GroupedEach<S, K, "last">> { return this.#each("last", options); }

  /**
   * Standard deviations; null below two values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 3, 5] });
   * df.groupby("k").std({ ddof: 0 }).col("x").toList(); // → [ 1, 0 ]
   * ```
   */
  std(options: SpreadOptions & ReduceOptions = {}): DataFrame<GroupedEach<S, K, "std">> { return this.#made(spread("std", options), options); }

  /**
   * Variances; null below two values.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 3, 5] });
   * df.groupby("k").var().col("x").toList(); // → [ 2, null ]
   * ```
   */
  var(options: SpreadOptions & ReduceOptions = {}): DataFrame<GroupedEach<S, K, "var">> { return this.#made(spread("var", options), options); }

  /**
   * The quantile `q` of each column, from 0 to 1.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 3, 5] });
   * df.groupby("k").quantile(0.25).col("x").toList(); // → [ 1.5, 5 ]
   * ```
   */
  quantile(q = 0.5, options: QuantileOptions & ReduceOptions = {}): DataFrame<GroupedEach<S, K, "median">> { return this.#made(quantileBy(q, options), options); }

  /**
   * What there is to say of every column of numbers that is no key: `Fare_count`, `_mean`, `_std`, `_min`, `_25%`, `_50%`,
   * `_75%`, `_max`. Throws FrameError if there is none.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 2, 4], t: ["u", "v", "w"] });
   * df.groupby("k").describe({ percentiles: [] }).row(0); // → { k: 'a', x_count: 2, x_mean: 1.5, x_std: 0.7071067811865476, x_min: 1, 'x_50%': 1.5, x_max: 2 }
   * ```
   */
  describe(options: GroupDescribeOptions = {}): DataFrame<GroupDescribed<S, K>> {
    return makeFrame(describeGroups(this.grouping, describedColumns(this.grouping.others), options, ({ name }, statistic) => `${name}_${statistic}`));
  }

  /**
   * The first `n` rows of each group, or all but its last `-n`, in row order.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["b", "a", "b"], x: [1, 2, 3] }).groupby("k").head(1).toColumns(); // → { k: [ 'b', 'a' ], x: [ 1, 2 ] }
   * ```
   */
  head(n = 5): DataFrame<S> { return makeFrame(headOfGroups(this.grouping, n)); }

  /**
   * The last `n` rows of each group, or all but its first `-n`, in row order.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["b", "a", "b"], x: [1, 2, 3] }).groupby("k").tail(1).toColumns(); // → { k: [ 'a', 'b' ], x: [ 2, 3 ] }
   * ```
   */
  tail(n = 5): DataFrame<S> { return makeFrame(tailOfGroups(this.grouping, n)); }

  /**
   * The `n`th row of each group, from 0 (from its end, if negative), or each of several, in row order. Groups that are
   * shorter have none.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const groups = new DataFrame({ k: ["b", "a", "b"], x: [1, 2, 3] }).groupby("k");
   * groups.nth(1).toRows(); // → [ { k: 'b', x: 3 } ]
   * groups.nth([0, -1]).col("x").toList(); // → [ 1, 2, 3 ]
   * ```
   */
  nth(n: number | readonly number[]): DataFrame<S> { return makeFrame(nthOfGroups(this.grouping, n)); }

  /**
   * The rows of the groups for which `fn` is true, in row order. It is called once a group, with its rows (keys included).
   * Rows of no group go.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["b", "a", "b"], x: [1, 2, 3] }).groupby("k").filter((part) => part.numRows > 1).toColumns(); // → { k: [ 'b', 'b' ], x: [ 1, 3 ] }
   * ```
   */
  filter(fn: (part: DataFrame<S>) => boolean | null | undefined): DataFrame<S> { return makeFrame(filterGroups(this.grouping, fn as (part: unknown) => unknown, makeFrame)); }

  /**
   * What `fn` makes of each group's rows (keys included), called once a group, in order: cells make the column `value`,
   * objects a column for each key of theirs, frames and Series any number of rows. The group's keys stand in front.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "a", "b"], x: [1, 4, 5] });
   * df.groupby("k").apply((part) => part.numRows).toRows(); // → [ { k: 'a', value: 2 }, { k: 'b', value: 1 } ]
   * df.groupby("k").apply((part) => part.nlargest(1, "x")).toRows(); // → [ { k: 'a', x: 4 }, { k: 'b', x: 5 } ]
   * ```
   */
  apply<R extends Cell | undefined | DataFrame | Series | RowResult<R>>(fn: (part: DataFrame<S>) => R): GroupApplied<S, K, R> {
    const made: unknown = makeFrame(applyGroups(this.grouping, fn as (part: unknown) => unknown, makeFrame));
    return made as GroupApplied<S, K, R>;
  }

  /**
   * The row numbers of each group by key; with several keys, by a list of them.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["b", "a", "b"] }).groupby("k").groups().get("b"); // → Int32Array(2) [ 0, 2 ]
   * ```
   */
  groups(): Map<GroupKey, Int32Array> { return groups(this.grouping); }

  /**
   * Each group's key and rows, in order.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * [...new DataFrame({ k: ["b", "a", "b"] }).groupby("k")].map(([key, part]) => [key, part.numRows]); // → [ [ 'a', 1 ], [ 'b', 2 ] ]
   * ```
   */
  [Symbol.iterator](): Iterator<[key: GroupKey, part: DataFrame<S>]> { return eachPart(this.grouping, (table) => makeFrame<S>(table)); }

  #each<R>(name: AggregateName, options: ReduceOptions = {}): DataFrame<R> { return this.#made(aggregateNamed(name), checkOptions(name, options, REDUCING)); }

  #made<R>(aggregate: Aggregate, { numericOnly = false }: ReduceOptions): DataFrame<R> {
    const { keys, count, others } = this.grouping;
    const columns = numericOnly ? others.filter(isNumeric) : others;
    return makeFrame(new Table([...keys, ...columns.map((column) => aggregateGroups(aggregate, column, this.grouping))], count));
  }
}
