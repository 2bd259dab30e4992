import { inspect } from "node:util";
import { OF_SERIES } from "./arguments-taken.js";
import type { Cell } from "./cell.js";
import type { Column } from "./column.js";
import { COLUMNS, MADE } from "./columns-key.js";
import { typeName, type DType } from "./data-types.js";
import type { DataFrame } from "./DataFrame.js";
import { seriesToString, type SeriesTextOptions } from "./format/series-to-string.js";
import { toList } from "./format/to-list.js";
import { Reductions } from "./Reductions.js";
import { TextMethods } from "./TextMethods.js";
import { TimeMethods } from "./TimeMethods.js";
import type { Filled, Unchecked, Widen } from "./types.js";
import { map, mapCells, type CellFunction, type CellTable } from "./verbs/apply/map.js";
import { checkOptions } from "./verbs/arguments/check-options.js";
import { columnGiven, holdsColumn, type ColumnHolder } from "./verbs/arguments/operand.js";
import { refuseMore } from "./verbs/arguments/refuse-more.js";
import { rowIn } from "./verbs/arguments/row-in.js";
import { makeColumn } from "./verbs/creation/make-column.js";
import { filterColumn } from "./verbs/selection/filter.js";
import { renamed } from "./verbs/selection/rename.js";
import { headRange, range, tailRange } from "./verbs/take/slice.js";
import { rowsBetween } from "./verbs/take/take.js";

const NO_OPTIONS: SeriesOptions = {};

/** How a Series is made. */
export interface SeriesOptions {
  /** default `""` */
  readonly name?: string;
  /** the column type; without one, all values decide it */
  readonly dtype?: DType;
  /** read 64-bit integers as bigints; a number that is not exact would throw */
  readonly int64?: "bigint";
}

/**
 * One column of values of one type, under a name. Immutable: verbs give new Series, which share memory where they can.
 * @example
 * ```ts
 * import { Series } from "@framepool/frame";
 * const age = new Series([22, null, 38], { name: "Age" });
 * age.dtype; // → 'int32'
 * age.add(1).toList(); // → [ 23, null, 39 ]
 * ```
 */
export class Series<out T = Unchecked> extends Reductions<T> {
  static {
    refuseMore(this, OF_SERIES);
  }

  readonly [COLUMNS]: Column;

  /**
   * From an array, a typed array (not copied: do not write to it afterwards) or another Series. Throws FrameError,
   * naming row and value, for a cell that does not fit.
   */
  constructor(values: readonly T[] | Series<T> | ColumnHolder | NodeJS.TypedArray, options: SeriesOptions = NO_OPTIONS) {
    super();
    // Every verb makes a Series, without options: there is nothing to look at.
    if (options !== NO_OPTIONS) checkOptions("Series", options, { name: "text", dtype: "text", int64: ["bigint"] });
    const name = options.name ?? (holdsColumn(values) ? values[COLUMNS].name : "");
    this[COLUMNS] = makeColumn(name, values, options.dtype, options);
  }

  get name(): string { return this[COLUMNS].name; }

  /** How many values there are, missing ones included. */
  get length(): number { return this[COLUMNS].length; }

  /** Name of the column type: `"int32"`, `"string"` … */
  get dtype(): string { return typeName(this[COLUMNS].type); }

  /**
   * The value at a row; negative rows count from the end. Throws FrameError if there is no such row.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["a", "b"]).at(-1); // → 'b'
   * ```
   */
  at(i: number): T { return this[COLUMNS].get(rowIn(i, this.length, "at")) as T; }

  /** The values in order, null where one is missing. */
  [Symbol.iterator](): Iterator<T> { return this[COLUMNS][Symbol.iterator]() as Iterator<T>; }

  /**
   * The values as an array.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, null]).toList(); // → [ 1, null ]
   * ```
   */
  toList(): T[] { return toList(this[COLUMNS]) as T[]; }

  /**
   * The same values under another name: nothing is copied.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1]).rename("Age").name; // → 'Age'
   * ```
   */
  rename(name: string): Series<T> { return this[MADE](renamed(this[COLUMNS], name)); }

  /**
   * Rows `[begin, end)` as a view; negative places count from the end.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3, 4]).slice(1, -1).toList(); // → [ 2, 3 ]
   * ```
   */
  slice(begin = 0, end = this.length): Series<T> { return this.#view(range(begin, end, this.length)); }

  /**
   * The first `n` rows, as a view; for a negative `n`, all but the last `-n`.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3]).head(2).toList(); // → [ 1, 2 ]
   * ```
   */
  head(n = 5): Series<T> { return this.#view(headRange(n, this.length)); }

  /**
   * The last `n` rows, as a view; for a negative `n`, all but the first `-n`.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3]).tail(2).toList(); // → [ 2, 3 ]
   * ```
   */
  tail(n = 5): Series<T> { return this.#view(tailRange(n, this.length)); }

  /**
   * The values for which `keep` (of the same length) is true.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const age = new Series([5, 30]);
   * age.filter(age.gt(18)).toList(); // → [ 30 ]
   * ```
   */
  filter(keep: Series<boolean | null>): Series<T> { return this[MADE](filterColumn(this[COLUMNS], columnGiven("filter", "keep", keep))); }

  /**
   * What `fn` makes of each value (null where missing), called with the value alone, once a row, in order; the results
   * decide the type. With a Map or an object, the new value for each old one, and missing for what is not there; so with a
   * frame of two columns, as `valueCounts` and aggregates of groups give: what is looked up, and what becomes of it. What `fn` throws is thrown as it is. Throws FrameError for results that are no cells, mixed, or promises.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["Ada", null]).map((name) => name?.length ?? null).toList(); // → [ 3, null ]
   * new Series(["S", "C"]).map({ S: "Southampton" }).toList(); // → [ 'Southampton', null ]
   * const ports = new Series(["S", "C", "S"]);
   * ports.map(ports.valueCounts()).toList(); // → [ 2, 1, 2 ]
   * ```
   */
  map<R extends Cell | undefined>(fn: (value: T) => R): Series<Filled<Widen<R>>>;
  map<const M extends Cell>(table: ReadonlyMap<NonNullable<T>, M> | { readonly [value: string]: M }): Series<Widen<M> | null>;
  map(table: DataFrame): Series;
  map(by: unknown): Series<Cell> { return this[MADE](map(this[COLUMNS], by as CellFunction | CellTable)); }

  /**
   * {@link Series.map} with a function, under pandas' other name.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2]).apply((x) => x * x).toList(); // → [ 1, 4 ]
   * ```
   */
  apply<R extends Cell | undefined>(fn: (value: T) => R): Series<Filled<Widen<R>>> { return this[MADE](mapCells(this[COLUMNS], fn, "apply")); }

  /**
   * Methods of text: `series.str.len()` …
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["né", "😀"]).str.len().toList(); // → [ 2, 1 ]
   * ```
   */
  get str(): TextMethods<T> { return new TextMethods<T>(this, seriesOf); }

  /**
   * Methods of times: `series.dt.year()` …
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["2021-03-04"]).toDatetime().dt.year().toList(); // → [ 2021 ]
   * ```
   */
  get dt(): TimeMethods<T> { return new TimeMethods<T>(this, seriesOf); }

  /**
   * The values one below the other with their row numbers, as pandas prints them: at most 60, else the first and last five.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1.5, null], { name: "Fare" }).toString().split("\n"); // → [ '0     1.5', '1    null', 'Name: Fare, dtype: float64' ]
   * ```
   */
  override toString(options?: SeriesTextOptions): string { return seriesToString("toString", this[COLUMNS], options); }

  /** Writes {@link Series.toString} to the console. */
  print(options?: SeriesTextOptions): void { console.log(seriesToString("print", this[COLUMNS], options)); }

  [inspect.custom](): string { return this.toString(); }

  override [MADE]<U>(column: Column): Series<U> { return seriesOf(column); }

  #view([begin, end]: [begin: number, end: number]): Series<T> { return this[MADE](rowsBetween(this[COLUMNS], begin, end)); }
}

/** A Series of a column: for verbs and sibling packages. */
export function seriesOf<T = Unchecked>(column: Column): Series<T> {
  return new Series<T>({ [COLUMNS]: column });
}

/** The column of a Series: for verbs and sibling packages. */
export function columnOf(series: Series<unknown>): Column {
  return series[COLUMNS];
}
