import type { DataFrame } from "../DataFrame.js";
import type { FitSource } from "./fit-source.js";
import type { TransformerJson } from "./json.js";

/** What was learned of some rows, by column: plain data, which crosses threads. Parts of rows in any order merge to the same. */
export type FitPart = readonly (readonly [column: string, part: unknown])[];

/**
 * What learns from one frame and changes others by it. `fit` is `partial`, then `finish`; over parts of the rows it is a
 * `partial` of each, `merge`d, then `finish`: the same bits, however the rows are cut.
 */
export interface Transformer {
  /** Learns from the rows, and is given back. What was learned before is forgotten. Throws ArgumentError for no rows. */
  fit(frame: DataFrame): this;
  /** The same of rows that come in parts, such as a pipeline's, in one pass. */
  fit(rows: FitSource): Promise<this>;
  transform(frame: DataFrame): DataFrame;
  fitTransform(frame: DataFrame): DataFrame;
  inverseTransform(frame: DataFrame): DataFrame;
  /** What there is to learn in these rows. */
  partial(frame: DataFrame): FitPart;
  merge(a: FitPart, b: FitPart): FitPart;
  /** Takes what was learned in all rows for what is known from now on, and is given back. Throws ArgumentError where there were none. */
  finish(part: FitPart): this;
  /** Options and what was learned, as plain data; `fromJSON` of the class is the inverse. */
  toJSON(): TransformerJson;
}
