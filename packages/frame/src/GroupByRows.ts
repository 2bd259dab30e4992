import type { CustomAggregate } from "./aggregates/custom.js";
import type { AggregateName } from "./aggregates/named.js";
import type { Cell } from "./cell.js";
import type { Column } from "./column.js";
import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import { seriesOf, type Series } from "./Series.js";
import { Table } from "./table.js";
import type { EachOther, GroupShifted, GroupTransformed, Transformed, Unchecked } from "./types.js";
import type { AggFunction } from "./verbs/groupby/agg.js";
import type { Grouping } from "./verbs/groupby/grouping.js";
import { runningGroups } from "./verbs/groupby/in-order.js";
import { transform } from "./verbs/groupby/transform.js";
import { bfillWithin, cumcount, diffWithin, ffillWithin, ngroup, shiftWithin, type CumcountOptions, type NgroupOptions } from "./verbs/groupby/within.js";
import type { FillOptions } from "./verbs/missing/fillna.js";
import { rank, type RankOptions } from "./verbs/statistics/rank.js";
import { cummax, cummin, cumprod, cumsumInGroups } from "./verbs/window/cumulative.js";
import type { ShiftOptions } from "./verbs/window/shift.js";

/** The verbs of groups that give a row for each row of the frame, in its order: of every column that is no key. A row of no group has missing cells. */
export abstract class GroupByRows<S, K extends string> {
  protected readonly grouping: Grouping;

  constructor(grouping: Grouping) {
    this.grouping = grouping;
  }

  /**
   * A value for each row: its group's aggregate, or what a function of the group's Series gives, which is called for one
   * column after the other: one value, or one for each row.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ k: ["a", "b", "a"], x: [1, 5, 3], y: [2, null, 6] });
   * df.groupby("k").transform("mean").toColumns(); // → { x: [ 2, 5, 2 ], y: [ 4, null, 4 ] }
   * df.groupby("k").transform((series) => series.sub(series.min())).toColumns(); // → { x: [ 0, 0, 2 ], y: [ 0, null, 4 ] }
   * ```
   */
  transform<const F extends AggregateName | CustomAggregate<Unchecked, Unchecked>>(aggregate: F): DataFrame<GroupTransformed<S, K, F>>;
  transform<R extends Cell | undefined | readonly Cell[] | Series<Cell>>(fn: (series: Series) => R): DataFrame<EachOther<S, K, Transformed<R> | null>>;
  transform(fn: unknown): unknown { return this.#each<unknown>((column) => transform(this.grouping, column, fn as AggFunction, seriesOf)); }

  /**
   * The values `periods` rows before, in their groups; `fillValue` where there is none, in a row of no group, too. Throws
   * FrameError for one that a column cannot hold.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const groups = new DataFrame({ k: ["a", "b", "a"], x: [1, 5, 3] }).groupby("k");
   * groups.shift().toColumns(); // → { x: [ null, null, 1 ] }
   * groups.shift(-1, { fillValue: 0 }).toColumns(); // → { x: [ 3, 0, 0 ] }
   * ```
   */
  shift(periods?: number): DataFrame<GroupTransformed<S, K, "first">>;
  shift<const O extends Cell>(periods: number, options: ShiftOptions<O>): DataFrame<GroupShifted<S, K, O>>;
  shift(periods = 1, options: ShiftOptions<Cell> = {}): unknown { return this.#each((column) => shiftWithin(this.grouping, column, periods, options)); }

  /** The values less those `periods` rows before, in their groups. */
  diff(periods = 1): DataFrame<EachOther<S, K, number | null>> { return this.#each((column) => diffWithin(this.grouping, column, periods)); }

  /**
   * Missing cells with the value before them in their group, at most `limit` in a row.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["a", "b", "a"], x: [1, null, null], y: ["u", "v", null] }).groupby("k").ffill().toColumns(); // → { x: [ 1, null, 1 ], y: [ 'u', 'v', 'u' ] }
   * ```
   */
  ffill(options?: FillOptions): DataFrame<GroupTransformed<S, K, "first">> { return this.#each((column) => ffillWithin(this.grouping, column, options)); }

  /** Missing cells with the value after them in their group, at most `limit` in a row. */
  bfill(options?: FillOptions): DataFrame<GroupTransformed<S, K, "first">> { return this.#each((column) => bfillWithin(this.grouping, column, options)); }

  /** Ranks within groups. */
  rank(options: RankOptions = {}): DataFrame<EachOther<S, K, number | null>> { return this.#each((column) => runningGroups((rows, codes, count) => rank(rows, { codes, count }, options), column, this.grouping)); }

  /**
   * Sums so far, within groups.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["a", "b", "a"], x: [1, 5, 3] }).groupby("k").cumsum().toColumns(); // → { x: [ 1, 5, 4 ] }
   * ```
   */
  cumsum(): DataFrame<GroupTransformed<S, K, "first">> { return this.#running(cumsumInGroups); }

  /** Products so far, within groups. */
  cumprod(): DataFrame<GroupTransformed<S, K, "first">> { return this.#running(cumprod); }

  /** Greatest values so far, within groups. */
  cummax(): DataFrame<GroupTransformed<S, K, "first">> { return this.#running(cummax); }

  /** Least values so far, within groups. */
  cummin(): DataFrame<GroupTransformed<S, K, "first">> { return this.#running(cummin); }

  /**
   * The place of each row within its group, from 0 (from the end, with `ascending: false`), in row order.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["b", "a", "b"] }).groupby("k").cumcount().toList(); // → [ 0, 0, 1 ]
   * ```
   */
  cumcount(options: CumcountOptions = {}): Series<number | null> { return seriesOf(cumcount(this.grouping, options)); }

  /**
   * The number of each row's group, from 0 (from the last group, with `ascending: false`), in row order.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ k: ["b", "a", "b"] }).groupby("k").ngroup().toList(); // → [ 1, 0, 1 ]
   * ```
   */
  ngroup(options: NgroupOptions = {}): Series<number | null> { return seriesOf(ngroup(this.grouping, options)); }

  #running<N>(verb: typeof cumsumInGroups): DataFrame<N> { return this.#each((column) => runningGroups(verb, column, this.grouping)); }

  #each<N>(verb: (column: Column) => Column): DataFrame<N> { return makeFrame(new Table(this.grouping.others.map(verb), this.grouping.table.numRows)); }
}
