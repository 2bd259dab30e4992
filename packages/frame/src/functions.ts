import { DataFrame } from "./DataFrame.js";
import type { Concatenated, SchemaOf } from "./types.js";
import { arraySplit as split } from "./verbs/array-split.js";
import { concat as join, type ConcatOptions } from "./verbs/concat.js";

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
export function concat<F extends DataFrame, const J extends "outer" | "inner" = "outer", const A extends 0 | 1 = 0>(
  frames: readonly F[],
  options: ConcatOptions<J, A> = {},
): DataFrame<Concatenated<SchemaOf<F>, J, A>> {
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
