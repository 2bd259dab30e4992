import type { Cell } from "./cell.js";
import type { Column } from "./column.js";
import type { DType } from "./data-types.js";
import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import { FrameElementWise } from "./FrameElementWise.js";
import { seriesOf } from "./Series.js";
import type { CellOf, Dummied, FilledBy, FilledColumns, FilledFrom, Name, Open, Present, Retyped, Unchecked, Widen } from "./types.js";
import { eachColumn } from "./verbs/cells/each-column.js";
import { astypeTable, type AstypeOptions } from "./verbs/conversion/astype.js";
import { getDummies, type DummyOptions } from "./verbs/conversion/get-dummies.js";
import { replaceTable } from "./verbs/elementwise/replace.js";
import { dropna, type DropnaOptions } from "./verbs/missing/dropna.js";
import { bfill, ffill, fillnaTable, type FillOptions } from "./verbs/missing/fillna.js";
import { interpolate, type InterpolateOptions } from "./verbs/missing/interpolate.js";
import { isna, notna } from "./verbs/missing/isna.js";
import { expanding, rolling, type RollingOptions } from "./verbs/window/bounds.js";
import { weightingOf, type EwmOptions } from "./verbs/window/ewm.js";
import { diff, pctChange, shift, type PctChangeOptions, type ShiftOptions } from "./verbs/window/shift.js";
import { ExponentialWindows, Windows } from "./Windows.js";

/** Numbers in every column. */
type Numeric<S> = { [K in keyof S]: number | null };

/** The verbs of a frame that clean. NaN counts as missing beside null. Columns that a verb has nothing to do with are shared. */
export abstract class FrameCleaning<S> extends FrameElementWise<S> {
  // Missing cells

  /**
   * Whether each cell is missing.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, null], b: ["x", "y"] }).isna().toColumns(); // → { a: [ false, true ], b: [ false, false ] }
   * ```
   */
  isna(): DataFrame<{ [K in keyof S]: boolean }> { return makeFrame(eachColumn(this, isna)); }

  /** Whether each cell is there: the opposite of {@link FrameCleaning.isna}. */
  notna(): DataFrame<{ [K in keyof S]: boolean }> { return makeFrame(eachColumn(this, notna)); }

  /**
   * Missing cells replaced: by one value in every column, or by a value (or a Series) for each column that is named; names
   * that are not there are passed over. Throws FrameError, naming the column, for a value of another kind.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Age: [22, null], Embarked: [null, "S"] });
   * df.fillna({ Age: 28, Embarked: "C" }).toColumns(); // → { Age: [ 22, 28 ], Embarked: [ 'C', 'S' ] }
   * ```
   */
  fillna<const V extends FilledBy<S>>(this: DataFrame<FilledFrom<S, V>>, values: V): DataFrame<FilledColumns<S, V>>;
  fillna<const V extends string | number | bigint | boolean | Date>(value: V): DataFrame<{ [K in keyof S]: NonNullable<S[K]> }>;
  fillna(values: unknown): unknown {
    return makeFrame<unknown>(fillnaTable(this, values));
  }

  /**
   * Missing cells replaced by the last one before them in their column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, null, 3] }).ffill().toColumns(); // → { a: [ 1, 1, 3 ] }
   * ```
   */
  ffill(options?: FillOptions): DataFrame<S> { return this.#each((column) => ffill(column, options)); }

  /** Missing cells replaced by the next one after them in their column. */
  bfill(options?: FillOptions): DataFrame<S> { return this.#each((column) => bfill(column, options)); }

  /**
   * The rows without missing cells: in any column, or in those of `subset`; with `how: "all"` the rows that have a value
   * at all, with `thresh` those that have so many. `axis: 1` drops columns by the same rules.
   * Throws FrameError for a name that is not there.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [1, null, 3], b: ["x", "y", null] });
   * df.dropna().toColumns(); // → { a: [ 1 ], b: [ 'x' ] }
   * df.dropna({ subset: "a" }).toColumns(); // → { a: [ 1, 3 ], b: [ 'x', null ] }
   * ```
   */
  dropna(options: DropnaOptions<Name<S>> & ({ readonly how: "all" } | { readonly thresh: number }) & { readonly axis?: 0 }): DataFrame<S>;
  dropna<const K extends Name<S> = Name<S>>(options?: DropnaOptions<K> & { readonly axis?: 0 }): DataFrame<Present<S, K>>;
  dropna(options: DropnaOptions & { readonly axis: 1 }): DataFrame<Partial<S>>;
  dropna(options: DropnaOptions & { readonly axis?: 0 | 1 } = {}): DataFrame { return makeFrame<unknown>(dropna(this, options)); }

  /** {@link Series.interpolate} of every column; all must be numeric. */
  interpolate(options?: InterpolateOptions): DataFrame<Numeric<S>> { return this.#each((column) => interpolate(column, options)); }

  // Types and values

  /**
   * Columns as other types: all of them, or those that are named. Throws FrameError for a name that is not there and for
   * a value that its type cannot hold; `{ errors: "ignore" }` leaves such a column as it is.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ id: ["1", "2"], fare: [7, 8] });
   * df.astype({ id: "int32", fare: "float32" }).dtypes; // → { id: 'int32', fare: 'float32' }
   * ```
   */
  astype<const D extends { readonly [K in Name<S>]?: DType }>(types: D, options?: AstypeOptions): DataFrame<Retyped<S, D>>;
  astype<const D extends DType>(type: D, options?: AstypeOptions): DataFrame<{ [K in keyof S]: CellOf<D> | null }>;
  astype(types: DType | Readonly<Record<string, DType | undefined>>, options?: AstypeOptions): unknown { return makeFrame<unknown>(astypeTable(this, types, options)); }

  /**
   * {@link Series.replace} in every column, or by column name with what {@link Series.replace} takes as objects or Maps.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Sex: ["male", "female"], n: [-1, 2] });
   * df.replace({ Sex: { male: 0, female: 1 } }).toColumns(); // → { Sex: [ 0, 1 ], n: [ -1, 2 ] }
   * df.replace(-1, null).toColumns(); // → { Sex: [ 'male', 'female' ], n: [ null, 2 ] }
   * ```
   */
  replace(pattern: RegExp, to: string): DataFrame<S>;
  replace<const M extends Cell>(values: { readonly [value: string]: M } | ReadonlyMap<Cell, M>): DataFrame<{ [K in keyof S]: S[K] | Widen<M> }>;
  replace(columns: { readonly [K in Name<S>]?: { readonly [value: string]: Cell } | ReadonlyMap<Cell, Cell> }): DataFrame<{ [K in keyof S]: Unchecked }>;
  replace<const M extends Cell>(from: Cell | readonly Cell[], to: M): DataFrame<{ [K in keyof S]: S[K] | Widen<M> }>;
  replace<const M extends Cell>(from: readonly Cell[], to: readonly M[]): DataFrame<{ [K in keyof S]: S[K] | Widen<M> }>;
  replace(from: unknown, to?: Cell): unknown {
    return makeFrame<unknown>(replaceTable(this, from, to));
  }

  /**
   * The columns (default: all of text) replaced by one bool column for each of their values, `column_value`, behind the
   * others, values in rising order. A category has a column for each of its values, used or not.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Embarked: ["S", "C", null], n: [1, 2, 3] });
   * df.getDummies().columns; // → [ 'n', 'Embarked_C', 'Embarked_S' ]
   * df.getDummies(["Embarked"], { dropFirst: true, dtype: "int8" }).row(0); // → { n: 1, Embarked_S: 1 }
   * ```
   */
  getDummies<const K extends Name<S>, const D extends DType = "bool">(columns: readonly K[], options?: DummyOptions<D>): DataFrame<Dummied<S, K, CellOf<D>>>;
  getDummies(columns?: undefined, options?: DummyOptions): DataFrame<Open>;
  getDummies(columns?: readonly string[], options: DummyOptions = {}): unknown { return makeFrame<unknown>(getDummies(this, columns, options)); }

  // Neighbours

  /** {@link Series.shift} of every column. */
  shift<const O extends Cell = null>(periods = 1, options: ShiftOptions<O> = {}): DataFrame<{ [K in keyof S]: S[K] | Widen<O> }> {
    return this.#each((column) => shift(column, periods, options));
  }

  /** {@link Series.diff} of every column; all must be numbers or times. */
  diff(periods = 1): DataFrame<Numeric<S>> { return this.#each((column) => diff(column, periods)); }

  /** {@link Series.pctChange} of every column; all must be numeric. */
  pctChange(periods = 1, options?: PctChangeOptions): DataFrame<Numeric<S>> { return this.#each((column) => pctChange(column, periods, options)); }

  // Windows

  /**
   * {@link Series.rolling} of every column; all must be numeric.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 4], b: [0, 1, 0] }).rolling(2).sum().row(2); // → { a: 6, b: 1 }
   * ```
   */
  rolling(n: number, options?: RollingOptions): Windows<DataFrame<Numeric<S>>> { return new Windows(rolling(n, options), (verb) => this.#each(verb), (column) => seriesOf(column)); }

  /** {@link Series.expanding} of every column; all must be numeric. */
  expanding(minPeriods = 1): Windows<DataFrame<Numeric<S>>> { return new Windows(expanding(minPeriods), (verb) => this.#each(verb), (column) => seriesOf(column)); }

  /** {@link Series.ewm} of every column; all must be numeric. */
  ewm(options: EwmOptions): ExponentialWindows<DataFrame<Numeric<S>>> { return new ExponentialWindows(weightingOf(options), (verb) => this.#each(verb)); }

  #each<N>(verb: (column: Column) => Column): DataFrame<N> { return makeFrame(eachColumn(this, verb)); }
}
