import { OF_DATA_FRAME } from "./arguments-taken.js";
import type { ArrowTableLike } from "./arrow/arrow-like.js";
import { fromArrow } from "./arrow/from-arrow.js";
import { fromArrowIpc, toArrowIpc, type IpcOptions } from "./arrow/ipc.js";
import { toArrow } from "./arrow/to-arrow.js";
import type { ArrowModule, ArrowPackageTable } from "./arrow/type-to-arrow.js";
import type { Cell } from "./cell.js";
import type { Column } from "./column.js";
import { COLUMNS } from "./columns-key.js";
import { setFrameMaker } from "./frame-maker.js";
import { FrameShape } from "./FrameShape.js";
import { seriesOf, type Series } from "./Series.js";
import { Table } from "./table.js";
import type {
  Applied, AppliedColumns, Assigned, FrameOptions, FromRow, Known, Name, NewColumn, Open, Renamed, Row, RowResult, Selected, Unchecked, Without, Flat,
} from "./types.js";
import { applyRows, axisOf, type ApplyOptions, type RowFunction } from "./verbs/apply/apply.js";
import { applyColumns, applymap } from "./verbs/apply/apply-columns.js";
import { ipcOptions } from "./verbs/arguments/ipc-options.js";
import { refuseMore } from "./verbs/arguments/refuse-more.js";
import { makeTable, tableFromRows } from "./verbs/creation/make-table.js";
import { assign } from "./verbs/selection/assign.js";
import { drop } from "./verbs/selection/drop.js";
import { filter } from "./verbs/selection/filter.js";
import { rename } from "./verbs/selection/rename.js";
import { sampleRows, type SampleOptions } from "./verbs/selection/sample.js";
import { select } from "./verbs/selection/select.js";
import { selectDtypes, type SelectDtypesOptions } from "./verbs/selection/select-dtypes.js";
import { headRange, slice, tailRange } from "./verbs/take/slice.js";
import { takeTable } from "./verbs/take/take.js";

/**
 * A table: columns of one length, each of one type, under unique names. Immutable: verbs give new frames that share
 * columns. Names are data: no column is ever a property of the frame.
 *
 * A frame with more columns is one with fewer (`out`): TypeScript cannot see that of mapped types, and without being told
 * compares frames method by method, which takes it seconds.
 * @example
 * ```ts
 * import { DataFrame } from "@framepool/frame";
 * const df = new DataFrame({ Name: ["Braund", null], Age: [22, 38] });
 * df.shape; // → [ 2, 2 ]
 * df.assign({ length: df.col("Name").map((name) => name?.length ?? null) }).row(0); // → { Name: 'Braund', Age: 22, length: 6 }
 * ```
 * @ts-expect-error for TypeScript, which reads it in the declarations as well */
export class DataFrame<out S = Unchecked> extends FrameShape<S> {
  static {
    setFrameMaker((table) => new DataFrame(table));
    refuseMore(this, OF_DATA_FRAME);
  }

  /**
   * From lists of cells by name (arrays, typed arrays, Series), or from another frame. Without `dtype` each column's type
   * is decided by all its cells. Throws FrameError for lengths that differ and for a cell that does not fit.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2], b: ["x", null] }, { dtype: { a: "float64" } }).dtypes; // → { a: 'float64', b: 'string' }
   * ```
   */
  constructor(columns: { readonly [K in keyof S]: Series<S[K]> | readonly S[K][] }, options?: FrameOptions);
  constructor(table: Table);
  constructor(columns: Table | Readonly<Record<string, unknown>>, options: FrameOptions = {}) {
    const table = columns instanceof Table ? columns : makeTable(columns, options);
    super(table[COLUMNS], table.numRows);
  }

  /**
   * From objects, a row each: the columns are the union of their keys, in order of appearance.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * DataFrame.fromRows([{ a: 1 }, { a: 2, b: "x" }]).toColumns(); // → { a: [ 1, 2 ], b: [ null, 'x' ] }
   * ```
   */
  static fromRows<R extends RowResult<R>>(rows: readonly R[], options: FrameOptions = {}): DataFrame<FromRow<R>> {
    return new DataFrame<FromRow<R>>(tableFromRows(rows, options));
  }

  /**
   * An apache-arrow Table of any version and copy, on the same memory: no copy, so do not write to it afterwards.
   * Throws ArgumentError for what is no Table, FrameError for a type that is not known.
   */
  static fromArrow<S = Unchecked>(table: ArrowTableLike): DataFrame<S> { return new DataFrame<S>(fromArrow(table)); }

  /** The frame in Arrow IPC bytes (stream or file), on the same memory where it is not compressed. Throws ArgumentError for other bytes. */
  static async fromArrowIpc<S = Unchecked>(bytes: Uint8Array): Promise<DataFrame<S>> { return new DataFrame<S>(await fromArrowIpc(bytes)); }

  /**
   * These columns, in this order. Throws FrameError for a name that is not there.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1], b: [2], c: [3] }).select(["c", "a"]).columns; // → [ 'c', 'a' ]
   * ```
   */
  select<K extends Name<S>>(columns: readonly K[]): DataFrame<Selected<S, K>> {
    return new DataFrame(select(this, columns));
  }

  /**
   * All columns but these. Throws FrameError for a name that is not there.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1], b: [2] }).drop("a").columns; // → [ 'b' ]
   * ```
   */
  drop<K extends Name<S>>(columns: K | readonly K[]): DataFrame<Flat<Without<Known<S>, K>>> {
    return new DataFrame(drop(this, columns));
  }

  /**
   * New names for some columns, or for all by a function of the name; a name that is not there is passed over. Throws
   * FrameError if two columns get one name.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1], b: [2] }).rename({ a: "id" }).columns; // → [ 'id', 'b' ]
   * new DataFrame({ Age: [1], Sex: [2] }).rename((name) => name.toLowerCase()).columns; // → [ 'age', 'sex' ]
   * new DataFrame({ Age: [1], Sex: [2] }).rename(["years", "sex"]).columns; // → [ 'years', 'sex' ]
   * ```
   */
  rename<const M extends { readonly [K in Name<S>]?: string }>(names: M): DataFrame<Renamed<Known<S>, M>>;
  rename(names: readonly string[] | ((name: string) => string)): DataFrame<Open>;
  rename(names: Readonly<Record<string, string | undefined>> | readonly string[] | ((name: string) => string)): unknown {
    return new DataFrame<unknown>(rename(this, names));
  }

  /**
   * The columns of some types: `include` only these, `exclude` all but these. `"number"` stands for integers and floats,
   * `"datetime"` for dates and timestamps. Throws ArgumentError for a type that there is not.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Name: ["Ann"], Age: [22], Alone: [true] });
   * df.selectDtypes({ include: "number" }).columns; // → [ 'Age' ]
   * df.selectDtypes({ exclude: ["number", "bool"] }).columns; // → [ 'Name' ]
   * ```
   */
  selectDtypes(options: SelectDtypesOptions): DataFrame<Partial<S>> { return new DataFrame(selectDtypes(this, options)); }

  /**
   * Sets columns, in order: each is a Series, an array, a scalar for all rows, or a function of the frame so far (a later
   * one sees an earlier column; TypeScript does not know of it before the next `assign`). A column that is there keeps its place. Throws FrameError for another length.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [1, 2] });
   * df.assign({ b: (d) => d.col("a").mul(10), c: "x" }).row(1); // → { a: 2, b: 20, c: 'x' }
   * ```
   */
  assign<const N extends { readonly [column: string]: NewColumn<S> }>(columns: N): DataFrame<Assigned<S, N>> {
    return new DataFrame(assign(this, columns, (table) => new DataFrame(table)));
  }

  /**
   * The rows for which a bool Series is true (a missing cell is false), or a function of the row returns true.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Name: ["a", "b"], Age: [5, 30] });
   * df.filter((row) => row.Age > 18).toRows(); // → [ { Name: 'b', Age: 30 } ]
   * df.filter(df.col("Age").le(18)).toRows(); // → [ { Name: 'a', Age: 5 } ]
   * ```
   */
  filter(keep: ((row: Row<S>) => boolean) | Series<boolean | null>): DataFrame<S> {
    return new DataFrame<S>(filter(this, keep));
  }

  /**
   * Rows `[begin, end)` as views; negative places count from the end.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 3, 4] }).slice(1, -1).toColumns(); // → { a: [ 2, 3 ] }
   * ```
   */
  slice(begin?: number, end?: number): DataFrame<S> { return new DataFrame<S>(slice(this, begin, end)); }

  /**
   * The first `n` rows, as views; for a negative `n`, all but the last `-n`.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 3] }).head(2).toColumns(); // → { a: [ 1, 2 ] }
   * ```
   */
  head(n = 5): DataFrame<S> { return new DataFrame<S>(slice(this, ...headRange(n, this.numRows))); }

  /**
   * The last `n` rows, as views; for a negative `n`, all but the first `-n`.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 3] }).tail(-1).toColumns(); // → { a: [ 2, 3 ] }
   * ```
   */
  tail(n = 5): DataFrame<S> { return new DataFrame<S>(slice(this, ...tailRange(n, this.numRows))); }

  /**
   * Rows drawn without replacement, in the order of the draw. A seed draws the same rows on every machine.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [1, 2, 3, 4] });
   * df.sample({ n: 2, seed: 7 }).numRows; // → 2
   * ```
   */
  sample(options: SampleOptions = {}): DataFrame<S> { return new DataFrame<S>(takeTable(this, sampleRows(this.numRows, options))); }

  /**
   * What `fn` makes of each row, called once a row, in order: cells give a Series (named `""`), objects a DataFrame with
   * the union of their keys; null is a missing row. The row is an object of its own, and only cells that are read are
   * decoded. What `fn` throws is thrown as it is. With `{ axis: 0 }` `fn` is given each column: Series give a DataFrame,
   * other values an object by column name.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [1, 2], b: [10, 20] });
   * df.apply((row) => row.a + row.b).toList(); // → [ 11, 22 ]
   * df.apply((row) => ({ ...row, sum: row.a + row.b })).row(1); // → { a: 2, b: 20, sum: 22 }
   * df.apply((series) => series.at(0), { axis: 0 }); // → { a: 1, b: 10 }
   * ```
   */
  apply<R extends Cell | undefined | RowResult<R>>(fn: (row: Row<S>) => R, options?: { readonly axis?: 1 }): Applied<R>;
  apply<R>(fn: (series: Series<S[keyof S]>) => R, options: { readonly axis: 0 }): AppliedColumns<S, R>;
  apply(fn: unknown, options: ApplyOptions = {}): unknown {
    const axis = axisOf(options);
    const result = axis === 1 ? applyRows(this, fn as RowFunction) : applyColumns(this, fn as (series: unknown) => unknown, seriesOf);
    return result instanceof Table ? new DataFrame(result) : axis === 1 ? seriesOf(result as Column) : result;
  }

  /**
   * What `fn` makes of each cell of every column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2], b: [3, null] }).applymap((x) => (x ?? 0) * 2).toColumns(); // → { a: [ 2, 4 ], b: [ 6, 0 ] }
   * ```
   */
  applymap<R extends Cell | undefined>(fn: (value: S[keyof S]) => R): DataFrame<{ [K in keyof S]: R }> { return new DataFrame(applymap(this, fn)); }

  /** An apache-arrow Table on the same memory, no copy: at once, of the classes of the `arrow` namespace that is given; else a promise. */
  toArrow(): Promise<ArrowPackageTable>;
  toArrow(arrow: ArrowModule): ArrowPackageTable;
  toArrow(arrow?: ArrowModule): ArrowPackageTable | Promise<ArrowPackageTable> { return arrow === undefined ? toArrow(this) : toArrow(this, arrow); }

  /** Arrow IPC bytes. Throws ArgumentError for a compression that this Node does not have. */
  async toArrowIpc(options: IpcOptions = {}): Promise<Uint8Array> { return toArrowIpc(this, ipcOptions(options)); }
}

/** A frame of columns: for verbs and sibling packages. `numRows` counts where there are no columns. */
export function frameOf<S = Unchecked>(columns: readonly Column[], numRows: number): DataFrame<S> {
  return new DataFrame<S>(new Table(columns, numRows));
}

/** The columns of a frame: for verbs and sibling packages. */
export function columnsOf(frame: DataFrame): readonly Column[] {
  return frame[COLUMNS];
}
