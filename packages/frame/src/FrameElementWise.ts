import type { Cell } from "./cell.js";
import type { Column } from "./column.js";
import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import { FrameView } from "./FrameView.js";
import type { Series } from "./Series.js";
import type { Computed, Name, Widen } from "./types.js";
import { operandOf, type ColumnHolder, type Operand } from "./verbs/arguments/operand.js";
import { eachColumn } from "./verbs/cells/each-column.js";
import { arithmetic } from "./verbs/elementwise/arithmetic.js";
import type { Operator } from "./verbs/elementwise/arithmetic/loops.js";
import { clip } from "./verbs/elementwise/clip.js";
import { compare, type Comparison } from "./verbs/elementwise/compare.js";
import { whereTable, withTable } from "./verbs/elementwise/frame-operands.js";
import { isinTable } from "./verbs/elementwise/isin.js";
import { and, not, or } from "./verbs/elementwise/logic.js";
import { roundTable } from "./verbs/elementwise/round.js";
import { abs, neg } from "./verbs/elementwise/sign.js";

/** What stands on the right of an element-wise verb of a frame: a value, a Series for all columns, or a frame with columns of the same names. */
export type FrameOther<O> = DataFrame | Series<O> | O;
type ComputedAll<S, O> = { [K in keyof S]: Computed<S[K], O> };
type Flags<S> = { [K in keyof S]: boolean };
/** Bools for every cell, or for every row. */
type FrameMask<S> = DataFrame<Flags<S>> | DataFrame<{ [K in keyof S]: boolean | null }> | Series<boolean | null>;

/** The element-wise verbs of a frame: those of {@link ElementWise}, in every column. Throws FrameError for types that do not go together, and for frames of other columns or another length. */
export abstract class FrameElementWise<S> extends FrameView<S> {
  /**
   * Sums.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [1, null], b: [2.5, 4] });
   * df.add(1).toColumns(); // → { a: [ 2, null ], b: [ 3.5, 5 ] }
   * df.add(df).toColumns(); // → { a: [ 2, null ], b: [ 5, 8 ] }
   * ```
   */
  add<O extends Cell>(other: FrameOther<O>): DataFrame<ComputedAll<S, O>> { return this.#computed("add", other); }

  /** Differences. */
  sub<O extends Cell>(other: FrameOther<O>): DataFrame<ComputedAll<S, O>> { return this.#computed("sub", other); }

  /** Products. */
  mul<O extends Cell>(other: FrameOther<O>): DataFrame<ComputedAll<S, O>> { return this.#computed("mul", other); }

  /** Quotients, always floats. */
  div<O extends Cell>(other: FrameOther<O>): DataFrame<ComputedAll<S, O>> { return this.#computed("div", other); }

  /** Quotients rounded down. */
  floordiv<O extends Cell>(other: FrameOther<O>): DataFrame<ComputedAll<S, O>> { return this.#computed("floordiv", other); }

  /** Remainders with the sign of the divisor. */
  mod<O extends Cell>(other: FrameOther<O>): DataFrame<ComputedAll<S, O>> { return this.#computed("mod", other); }

  /** Powers. */
  pow<O extends Cell>(other: FrameOther<O>): DataFrame<ComputedAll<S, O>> { return this.#computed("pow", other); }

  /** The values with their sign changed. */
  neg(): DataFrame<S> { return makeFrame(eachColumn(this, neg)); }

  /** The values without their sign. */
  abs(): DataFrame<S> { return makeFrame(eachColumn(this, abs)); }

  /**
   * Numbers rounded to `decimals` places, or to those given by column name; other columns stay.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1.25], b: ["x"] }).round(1).toColumns(); // → { a: [ 1.2 ], b: [ 'x' ] }
   * ```
   */
  round(decimals: number | { readonly [K in Name<S>]?: number } = 0): DataFrame<S> { return makeFrame(roundTable(this, decimals)); }

  /** Values kept between two bounds; null is no bound. */
  clip(lower: number | bigint | null = null, upper: number | bigint | null = null): DataFrame<S> { return makeFrame(eachColumn(this, (column) => clip(column, lower, upper))); }

  /**
   * Whether values are equal.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2], b: ["x", null] }).eq("x").toColumns(); // → { a: [ false, false ], b: [ true, false ] }
   * ```
   */
  eq(other: FrameOther<Cell>): DataFrame<Flags<S>> { return this.#compared("eq", other); }

  /** Whether values differ. */
  ne(other: FrameOther<Cell>): DataFrame<Flags<S>> { return this.#compared("ne", other); }

  /** Whether values are less. */
  lt(other: FrameOther<Cell>): DataFrame<Flags<S>> { return this.#compared("lt", other); }

  /** Whether values are less or equal. */
  le(other: FrameOther<Cell>): DataFrame<Flags<S>> { return this.#compared("le", other); }

  /** Whether values are greater. */
  gt(other: FrameOther<Cell>): DataFrame<Flags<S>> { return this.#compared("gt", other); }

  /** Whether values are greater or equal. */
  ge(other: FrameOther<Cell>): DataFrame<Flags<S>> { return this.#compared("ge", other); }

  /**
   * Whether values are among some: the same for every column, or by column name (false in columns that are not named).
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 2], b: [1, 2] }).isin({ a: [1] }).toColumns(); // → { a: [ true, false ], b: [ false, false ] }
   * ```
   */
  isin(values: Iterable<Cell> | { readonly [K in Name<S>]?: Iterable<Cell> }): DataFrame<Flags<S>> { return makeFrame(isinTable(this, values)); }

  /**
   * The cells for which `keep` (a frame of bools with the same columns, or a Series for all of them) is true, else `other`
   * (default: missing).
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [1, -2], b: [-3, 4] });
   * df.where(df.gt(0), 0).toColumns(); // → { a: [ 1, 0 ], b: [ 0, 4 ] }
   * ```
   */
  where<const O extends Cell = null>(keep: FrameMask<S>, other?: O): DataFrame<{ [K in keyof S]: S[K] | Widen<O> }> {
    return makeFrame(whereTable(this, keep, operandOf("where", other ?? null), true));
  }

  /** The cells for which `hide` is not true, else `other` (default: missing). */
  mask<const O extends Cell = null>(hide: FrameMask<S>, other?: O): DataFrame<{ [K in keyof S]: S[K] | Widen<O> }> {
    return makeFrame(whereTable(this, hide, operandOf("mask", other ?? null), false));
  }

  /**
   * Whether bools of both sides are true, in every column; missing where an operand is.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ a: [true, false], b: [true, null] });
   * df.and(df.col("a")).toColumns(); // → { a: [ true, false ], b: [ true, null ] }
   * df.not().toColumns(); // → { a: [ false, true ], b: [ false, null ] }
   * ```
   */
  and(other: FrameOther<boolean | null>): DataFrame<S> { return this.#with("and", other, and); }

  /** Whether a bool of either side is true, in every column. */
  or(other: FrameOther<boolean | null>): DataFrame<S> { return this.#with("or", other, or); }

  /** The opposite of bools, in every column. */
  not(): DataFrame<S> { return makeFrame(eachColumn(this, not)); }

  #computed<N>(op: Operator, other: unknown): DataFrame<N> { return this.#with(op, other, (column, operand) => arithmetic(op, column, operand)); }

  #compared<N>(op: Comparison, other: unknown): DataFrame<N> { return this.#with(op, other, (column, operand) => compare(op, column, operand)); }

  #with<N>(verb: string, other: unknown, compute: (column: Column, operand: Operand) => Column): DataFrame<N> {
    return makeFrame(withTable(verb, this, other as ColumnHolder | Cell, compute));
  }
}
