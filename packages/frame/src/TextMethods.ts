import type { Column } from "./column.js";
import type { Series } from "./Series.js";
import { len } from "./str/len.js";

/** What `series.str` gives: methods of text. Lengths and positions count code points. Throw FrameError for a column that is no text. */
export class TextMethods {
  readonly #column: Column;
  readonly #series: <T>(column: Column) => Series<T>;

  constructor(column: Column, series: <T>(column: Column) => Series<T>) {
    this.#column = column;
    this.#series = series;
  }

  /**
   * How many code points each cell has.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["Braund", null, "né😀"]).str.len().toList(); // → [ 6, null, 3 ]
   * ```
   */
  len(): Series<number | null> { return this.#series(len(this.#column)); }
}
