import { DataFrame } from "./DataFrame.js";
import { seriesOf, type Series } from "./Series.js";
import type { Aggfunc, Concatenated, Open, SchemaOf } from "./types.js";
import { concat as join, type ConcatOptions } from "./verbs/joining/concat.js";
import { crosstab as tabulate, type CrosstabOptions } from "./verbs/reshaping/crosstab.js";
import { arraySplit as split } from "./verbs/selection/array-split.js";

/**
 * Frames below each other, in order. `join: "outer"` (default) keeps every column, in order of first appearance, with
 * missing cells where a frame lacks it; `"inner"` keeps those of all frames. Types are unified; nothing else is copied.
 * `axis: 1` puts frames of one length side by side. Throws SchemaMismatchError for types that have nothing in common,
 * FrameError for lengths that differ or two columns of one name.
 * @example
 * ```ts
 * import { concat, DataFrame } from "@framepool/frame";
 * const a = new DataFrame({ x: [1], y: ["p"] });
 * const b = new DataFrame({ x: [2.5] });
 * concat([a, b]).toColumns(); // → { x: [ 1, 2.5 ], y: [ 'p', null ] }
 * concat([a, b], { join: "inner" }).columns; // → [ 'x' ]
 * ```
 */
export function concat<const F extends readonly DataFrame[], const J extends "outer" | "inner" = "outer", const A extends 0 | 1 = 0>(
  frames: F,
  options: ConcatOptions<J, A> = {},
): DataFrame<Concatenated<SchemaOf<F[number]>, J, A>> {
  return new DataFrame(join(frames, options));
}

/**
 * `n` parts of near-equal length, as `numpy.array_split` cuts them: the first `numRows % n` have one row more. Views.
 * @example
 * ```ts
 * import { arraySplit, DataFrame } from "@framepool/frame";
 * arraySplit(new DataFrame({ a: [1, 2, 3, 4, 5] }), 2).map((part) => part.numRows); // → [ 3, 2 ]
 * ```
 */
export function arraySplit<S>(frame: DataFrame<S>, n: number): DataFrame<S>[] {
  return split(frame, n).map((part) => new DataFrame<S>(part));
}

/**
 * How often each pair of values of two Series (or lists of them) is there: a row for each value of `index`, a column for
 * each of `columns`, both in order. With `values` and `aggfunc`, an aggregate of each pair's values instead.
 * @example
 * ```ts
 * import { crosstab, DataFrame } from "@framepool/frame";
 * const df = new DataFrame({ Sex: ["f", "m", "f"], Survived: [1, 0, 0] });
 * crosstab(df.col("Sex"), df.col("Survived"), { margins: true }).toColumns(); // → { '0': [ 1, 1, 2 ], '1': [ 1, 0, 1 ], Sex: [ 'f', 'm', 'All' ], All: [ 2, 1, 3 ] }
 * ```
 */
export function crosstab(
  index: Series<unknown> | readonly Series<unknown>[],
  columns: Series<unknown> | readonly Series<unknown>[],
  options: CrosstabOptions & { readonly values?: Series<unknown>; readonly aggfunc?: Aggfunc } = {},
): DataFrame<Open> {
  return new DataFrame(tabulate([index].flat(), [columns].flat(), options, seriesOf));
}
