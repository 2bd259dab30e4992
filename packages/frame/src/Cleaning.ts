import type { Cell, NumberCell, TextCell, TimeCell } from "./cell.js";
import { COLUMNS, MADE } from "./columns-key.js";
import type { DType } from "./data-types.js";
import type { DataFrame } from "./DataFrame.js";
import { ElementWise, type Other } from "./ElementWise.js";
import { makeFrame } from "./frame-maker.js";
import type { Series } from "./Series.js";
import type { CellOf, CellsBeside, Differences, Replaced, SeriesOf, Widen } from "./types.js";
import { operandOf } from "./verbs/arguments/operand.js";
import { astype, type AstypeOptions } from "./verbs/conversion/astype.js";
import { cut, qcut, type CutOptions, type Labels, type QcutOptions } from "./verbs/conversion/cut.js";
import { factorize, type FactorizeOptions } from "./verbs/conversion/factorize.js";
import { dummiesOf, type DummyOptions } from "./verbs/conversion/get-dummies.js";
import { toDatetime, type ToDatetimeOptions } from "./verbs/conversion/to-datetime.js";
import { toNumeric, type ToNumericOptions } from "./verbs/conversion/to-numeric.js";
import { replace } from "./verbs/elementwise/replace.js";
import { dropnaColumn } from "./verbs/missing/dropna.js";
import { bfill, ffill, fillna, type FillOptions } from "./verbs/missing/fillna.js";
import { interpolate, type InterpolateOptions } from "./verbs/missing/interpolate.js";
import { isna, notna } from "./verbs/missing/isna.js";
import { expanding, rolling, type RollingOptions } from "./verbs/window/bounds.js";
import { weightingOf, type EwmOptions } from "./verbs/window/ewm.js";
import { diff, pctChange, shift, type PctChangeOptions, type ShiftOptions } from "./verbs/window/shift.js";
import { ExponentialWindows, Windows } from "./Windows.js";

/** What a bin is called: its number where there are no labels. */
export type BinOf<L> = L extends false ? number : string;

/**
 * The verbs of a Series that clean: missing cells, types, categories, neighbours, windows. NaN counts as missing beside
 * null. Nothing is changed in place; a verb that has nothing to do gives the same memory.
 */
export abstract class Cleaning<T> extends ElementWise<T> {
  // Missing cells

  /**
   * Whether each value is missing.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1.5, null, NaN]).isna().toList(); // → [ false, true, true ]
   * ```
   */
  isna(): Series<boolean> { return this[MADE](isna(this[COLUMNS])); }

  /**
   * Whether each value is there.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["a", null]).notna().toList(); // → [ true, false ]
   * ```
   */
  notna(): Series<boolean> { return this[MADE](notna(this[COLUMNS])); }

  /**
   * Missing values replaced by one value, or by those of another Series in the same rows. The type stays where it holds
   * the value, else it is widened. Throws FrameError for a value of another kind.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([22, null, 38]).fillna(0).toList(); // → [ 22, 0, 38 ]
   * new Series(["S", null]).fillna(new Series(["x", "y"])).toList(); // → [ 'S', 'y' ]
   * ```
   */
  fillna<const O extends number | bigint | null>(this: Series<number | bigint | null | undefined>, value: Other<O>): Series<NonNullable<T> | Widen<O>>;
  fillna<const O extends Cell>(this: SeriesOf<T, CellsBeside<O>>, value: Other<O>): Series<NonNullable<T> | Widen<O>>;
  fillna(value: Other<Cell>): unknown {
    return this[MADE](fillna(this[COLUMNS], operandOf("fillna", value)));
  }

  /**
   * Missing values replaced by the last one before them.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([null, 1, null, null]).ffill({ limit: 1 }).toList(); // → [ null, 1, 1, null ]
   * ```
   */
  ffill(options?: FillOptions): Series<T> { return this[MADE](ffill(this[COLUMNS], options)); }

  /**
   * Missing values replaced by the next one after them.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([null, 1, null, 3]).bfill().toList(); // → [ 1, 1, 3, 3 ]
   * ```
   */
  bfill(options?: FillOptions): Series<T> { return this[MADE](bfill(this[COLUMNS], options)); }

  /**
   * The values that are there.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1.5, null, NaN, 2]).dropna().toList(); // → [ 1.5, 2 ]
   * ```
   */
  dropna(): Series<NonNullable<T>> { return this[MADE](dropnaColumn(this[COLUMNS])); }

  /**
   * Missing numbers on the straight line between their neighbours; after the last number, that number. float64, if any
   * is missing. Throws FrameError for what is not numeric.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([null, 1, null, 4, null]).interpolate().toList(); // → [ null, 1, 2.5, 4, 4 ]
   * ```
   */
  interpolate(this: SeriesOf<T, NumberCell>, options?: InterpolateOptions): Series<number | null> { return this[MADE](interpolate(this[COLUMNS], options)); }

  // Types and values

  /**
   * The values as another type. Throws FrameError, naming row and value, for one that the type cannot hold: nothing wraps,
   * and text must be such a value. A float that becomes an integer loses its fraction; text is written as Python writes
   * it (`7.0`, `True`); numbers are ms where times are meant. `{ errors: "ignore" }` gives the Series as it is instead.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["1", null, " 3"]).astype("int8").toList(); // → [ 1, null, 3 ]
   * new Series([1.5, 2]).astype("string").toList(); // → [ '1.5', '2.0' ]
   * ```
   */
  astype<const D extends DType>(dtype: D, options?: AstypeOptions): Series<CellOf<D> | null> { return this[MADE](astype(this[COLUMNS], dtype, options)); }

  /**
   * Values replaced: one by one, several by one or each by its own, by an object or a Map; with a RegExp, every match in
   * text. Where no old value stays, the new ones decide the type. Throws FrameError for kinds that do not mix.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const sex = new Series(["male", "female", null]);
   * sex.replace({ male: 0, female: 1 }).toList(); // → [ 0, 1, null ]
   * sex.replace(["male", "female"], ["m", "f"]).toList(); // → [ 'm', 'f', null ]
   * new Series(["Mlle. Anna"]).replace(/^Mlle/, "Miss").toList(); // → [ 'Miss. Anna' ]
   * ```
   */
  replace(pattern: RegExp, to: string): Series<T>;
  replace<const M extends Cell>(from: { readonly [value: string]: M } | ReadonlyMap<T, M>): Series<Replaced<T, M>>;
  replace<const M extends Cell>(from: T | null | readonly (T | null)[], to: M): Series<Replaced<T, M>>;
  replace<const M extends Cell>(from: readonly (T | null)[], to: readonly M[]): Series<Replaced<T, M>>;
  replace(from: unknown, to?: Cell): unknown {
    return this[MADE]<unknown>(replace(this[COLUMNS], from as Parameters<typeof replace>[1], to));
  }

  /**
   * Text as numbers: integers where all are written so, else float64. Empty text is missing. Throws FrameError for other
   * text, unless `{ errors: "coerce" }` makes it missing.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["1", "2.5", "x"]).toNumeric({ errors: "coerce" }).toList(); // → [ 1, 2.5, null ]
   * ```
   */
  toNumeric(this: SeriesOf<T, NumberCell | TextCell>, options?: ToNumericOptions): Series<number | null> { return this[MADE](toNumeric(this[COLUMNS], options)); }

  /**
   * Text or numbers as timestamps, UTC. Without a `format` a text is ISO 8601 or `3/4/2021 5:06` (the month first, unless
   * `dayfirst`); numbers count a `unit`, ms by default. Throws FrameError for other text, unless `{ errors: "coerce" }`.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["04.03.2021", ""]).toDatetime({ format: "%d.%m.%Y" }).toList(); // → [ 2021-03-04T00:00:00.000Z, null ]
   * ```
   */
  toDatetime(this: SeriesOf<T, number | bigint | Date | TextCell>, options?: ToDatetimeOptions): Series<Date | null> { return this[MADE](toDatetime(this[COLUMNS], options)); }

  // Categories

  /**
   * One bool column for each value, in rising order, named as the value.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["S", "C", null]).getDummies({ prefix: "port" }).toColumns(); // → { port_C: [ false, true, false ], port_S: [ true, false, false ] }
   * ```
   */
  getDummies<const D extends DType = "bool">(options: DummyOptions<D> = {}): DataFrame<{ [value: string]: CellOf<D> }> { return makeFrame(dummiesOf(this[COLUMNS], options)); }

  /**
   * The bin of each number, as an ordered category; its number with `labels: false`. `bins` is how many of equal width,
   * or their edges; numbers in no bin are missing.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const age = new Series([4, 30, 71, 90]);
   * age.cut([0, 16, 64, 80]).toList(); // → [ '(0, 16]', '(16, 64]', '(64, 80]', null ]
   * age.cut([0, 16, 64, 80], { labels: ["child", "adult", "old"] }).toList(); // → [ 'child', 'adult', 'old', null ]
   * ```
   */
  cut<const L extends Labels = readonly string[]>(this: SeriesOf<T, NumberCell>, bins: number | readonly number[], options?: CutOptions<L>): Series<BinOf<L> | null> {
    return this[MADE](cut(this[COLUMNS], bins, options));
  }

  /**
   * Bins of as equal size as can be: `q` is how many, or the quantiles at their edges.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([7.25, 71.28, 7.92, 53.1]).qcut(2, { labels: false }).toList(); // → [ 0, 1, 0, 1 ]
   * new Series([1, 2, 3]).qcut(2).toList(); // → [ '(0.999, 2.0]', '(0.999, 2.0]', '(2.0, 3.0]' ]
   * ```
   */
  qcut<const L extends Labels = readonly string[]>(this: SeriesOf<T, NumberCell>, q: number | readonly number[], options?: QcutOptions<L>): Series<BinOf<L> | null> {
    return this[MADE](qcut(this[COLUMNS], q, options));
  }

  /**
   * A number for each value, in order of appearance (-1: missing), and the values by number.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const [codes, uniques] = new Series(["S", "C", null, "S"]).factorize();
   * codes.toList(); // → [ 0, 1, -1, 0 ]
   * uniques.toList(); // → [ 'S', 'C' ]
   * ```
   */
  factorize(options?: FactorizeOptions): [codes: Series<number>, uniques: Series<NonNullable<T>>] {
    const [codes, uniques] = factorize(this[COLUMNS], options);
    return [this[MADE](codes), this[MADE](uniques)];
  }

  // Neighbours

  /**
   * The values `periods` rows further down; up, if negative. What comes in is missing, or `fillValue`.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3]).shift().toList(); // → [ null, 1, 2 ]
   * new Series([1, 2, 3]).shift(-1, { fillValue: 0 }).toList(); // → [ 2, 3, 0 ]
   * ```
   */
  shift<const O extends Cell = null>(this: SeriesOf<T, CellsBeside<O>>, periods = 1, options: ShiftOptions<O> = {}): Series<T | Widen<O>> { return this[MADE](shift(this[COLUMNS], periods, options)); }

  /**
   * The difference to the value `periods` rows before. Integers stay integers; times give durations.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 4, 9]).diff().toList(); // → [ null, 3, 5 ]
   * ```
   */
  diff(this: SeriesOf<T, NumberCell | TimeCell>, periods = 1): Series<Differences<T>> { return this[MADE](diff(this[COLUMNS], periods)); }

  /**
   * The change since `periods` rows before, as a part of the value there. A missing value counts as the one before it,
   * unless `{ fillMethod: null }`.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([4, 5, null, 10]).pctChange().toList(); // → [ null, 0.25, 0, 1 ]
   * ```
   */
  pctChange(this: SeriesOf<T, NumberCell>, periods = 1, options?: PctChangeOptions): Series<number | null> { return this[MADE](pctChange(this[COLUMNS], periods, options)); }

  // Windows

  /**
   * Windows of `n` rows, back from each row: `.mean()`, `.sum()`, `.apply(fn)` … give a float64 Series, missing where a
   * window has fewer than `minPeriods` numbers (default `n`).
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const fare = new Series([1, 2, 4, 8]);
   * fare.rolling(2).mean().toList(); // → [ null, 1.5, 3, 6 ]
   * fare.rolling(3, { center: true, minPeriods: 1 }).max().toList(); // → [ 2, 4, 8, 8 ]
   * ```
   */
  rolling(this: SeriesOf<T, NumberCell>, n: number, options?: RollingOptions): Windows<Series<number | null>, T> {
    return new Windows(rolling(n, options), (verb) => this[MADE](verb(this[COLUMNS])), (column) => this[MADE](column));
  }

  /**
   * Windows from the first row to each row.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 4]).expanding().sum().toList(); // → [ 1, 3, 7 ]
   * ```
   */
  expanding(this: SeriesOf<T, NumberCell>, minPeriods = 1): Windows<Series<number | null>, T> {
    return new Windows(expanding(minPeriods), (verb) => this[MADE](verb(this[COLUMNS])), (column) => this[MADE](column));
  }

  /**
   * Windows from the first row to each row, in which a value weighs the less the further back it is.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 4]).ewm({ alpha: 0.5, adjust: false }).mean().toList(); // → [ 1, 1.5, 2.75 ]
   * ```
   */
  ewm(this: SeriesOf<T, NumberCell>, options: EwmOptions): ExponentialWindows<Series<number | null>> {
    return new ExponentialWindows(weightingOf(options), (verb) => this[MADE](verb(this[COLUMNS])));
  }
}
