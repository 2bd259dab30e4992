import { inspect } from "node:util";
import { COLUMNS } from "./columns-key.js";
import { typeName } from "./data-types.js";
import { frameToString, type FrameTextOptions } from "./format/frame-to-string.js";
import { infoText } from "./format/info.js";
import { toColumns } from "./format/to-columns.js";
import { eachRow, toRows } from "./format/to-rows.js";
import { seriesOf, type Series } from "./Series.js";
import { columnNamed, Table } from "./table.js";
import type { Lists, Name, Row } from "./types.js";
import { columnName } from "./verbs/arguments/column-names.js";
import { rowIn } from "./verbs/arguments/row-in.js";
import { rowMaker } from "./verbs/cells/rows.js";

/** What one sees of a frame: sizes, names, types, columns, rows, cells, text. */
export abstract class FrameView<S> extends Table {
  /**
   * Names of the columns, in order.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1], shape: ["x"] }).columns; // → [ 'a', 'shape' ]
   * ```
   */
  get columns(): readonly string[] { return this.schema.names; }

  /**
   * `[rows, columns]`.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2, 3] }).shape; // → [ 3, 1 ]
   * ```
   */
  get shape(): [numRows: number, numColumns: number] { return [this.numRows, this[COLUMNS].length]; }

  /**
   * Column type by name.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2 ** 40], b: ["x", null] }).dtypes; // → { a: 'int64', b: 'string' }
   * ```
   */
  get dtypes(): { [K in keyof S]: string } {
    return Object.fromEntries(this[COLUMNS].map(({ name, type }) => [name, typeName(type)])) as { [K in keyof S]: string };
  }

  /**
   * One column. Throws FrameError for a name that is not there, with the nearest one.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ Name: ["Ada"] }).col("Name").toList(); // → [ 'Ada' ]
   * ```
   */
  col<K extends Name<S>>(name: K): Series<S[K & keyof S]> { return seriesOf(columnNamed(this, columnName("col", "name", name))); }

  /**
   * One row as an object; negative rows count from the end. Throws FrameError if there is no such row.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2], b: ["x", null] }).row(-1); // → { a: 2, b: null }
   * ```
   */
  row(i: number): Row<S> { return rowMaker(this[COLUMNS])(rowIn(i, this.numRows, "row")) as Row<S>; }

  /**
   * One cell, by row and column; negative rows count from the end.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2] }).at(1, "a"); // → 2
   * ```
   */
  at<K extends Name<S>>(i: number, name: K): S[K & keyof S] {
    return columnNamed(this, columnName("at", "name", name)).get(rowIn(i, this.numRows, "at")) as S[K & keyof S];
  }

  /**
   * The rows in order, each an object of its own.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * [...new DataFrame({ a: [1, 2] })]; // → [ { a: 1 }, { a: 2 } ]
   * ```
   */
  [Symbol.iterator](): Iterator<Row<S>> { return eachRow(this) as Iterator<Row<S>>; }

  /**
   * All rows as objects.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2] }).toRows(); // → [ { a: 1 }, { a: 2 } ]
   * ```
   */
  toRows(): Row<S>[] { return toRows(this) as Row<S>[]; }

  /**
   * All cells as an array for each column.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, null] }).toColumns(); // → { a: [ 1, null ] }
   * ```
   */
  toColumns(): Lists<S> { return toColumns(this) as Lists<S>; }

  /**
   * The frame as a table of text, as pandas prints it: at most 60 rows and 20 columns, beyond that the first and the last
   * ones; `null` is a missing cell.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, -2], b: ["x", null] }).toString().split("\n"); // → [ '   a     b', '0  1     x', '1 -2  null' ]
   * ```
   */
  override toString(options?: FrameTextOptions): string { return frameToString("toString", this, options); }

  /** Writes {@link DataFrame.toString} to the console, no wider than the terminal. */
  print(options?: FrameTextOptions): void { console.log(frameToString("print", this, options, process.stdout.isTTY ? process.stdout.columns : Infinity)); }

  /** Writes the size, and each column's number of values that are there and type, to the console. */
  info(): void { console.log(infoText(this)); }

  [inspect.custom](): string { return this.toString(); }
}
