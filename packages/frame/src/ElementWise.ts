import type { Cell, Countable, FlagCell, NumberCell } from "./cell.js";
import type { Column } from "./column.js";
import { COLUMNS, MADE } from "./columns-key.js";
import type { Series } from "./Series.js";
import type { CellsAddedTo, CellsBeside, CellsComparedWith, CellsLess, Computed, Counted, SeriesOf, Widen } from "./types.js";
import { columnGiven, operandOf } from "./verbs/arguments/operand.js";
import { arithmetic } from "./verbs/elementwise/arithmetic.js";
import { between, type BetweenOptions } from "./verbs/elementwise/between.js";
import { clip } from "./verbs/elementwise/clip.js";
import { compare, noDate } from "./verbs/elementwise/compare.js";
import { isinSeries } from "./verbs/elementwise/isin.js";
import { and, not, or } from "./verbs/elementwise/logic.js";
import { round } from "./verbs/elementwise/round.js";
import { abs, neg } from "./verbs/elementwise/sign.js";
import { where } from "./verbs/elementwise/where.js";

/** Every other operand of a verb: a Series of the same length, or one value for all rows. */
export type Other<O> = Series<O> | O;

/**
 * The element-wise verbs of a Series. A missing operand makes a missing result; a comparison with one is false
 * (`ne`: true). Integers stay integers: the result has the wider of both types, and where a result does not fit it
 * int32, int64 or float64, decided over the whole column; nothing wraps. Throws FrameError for types that do not go
 * together, and for lengths that differ.
 */
export abstract class ElementWise<T> {
  abstract readonly [COLUMNS]: Column;

  abstract [MADE]<U>(column: Column): Series<U>;

  /**
   * Sum; text is joined.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, null, 3]).add(10).toList(); // → [ 11, null, 13 ]
   * new Series(["a", "b"]).add("!").toList(); // → [ 'a!', 'b!' ]
   * ```
   */
  add<O extends Countable | null>(this: SeriesOf<T, NumberCell>, other: Other<O>): Series<Counted<T, O>>;
  add<O extends Cell>(this: SeriesOf<T, CellsAddedTo<O>>, other: Other<O>): Series<Computed<T, O>>;
  add(other: Other<Cell>): unknown { return this[MADE](arithmetic("add", this[COLUMNS], operandOf("add", other))); }

  /**
   * Difference.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([5, 7]).sub(new Series([1, 2])).toList(); // → [ 4, 5 ]
   * ```
   */
  sub<O extends Countable | null>(this: SeriesOf<T, NumberCell>, other: Other<O>): Series<Counted<T, O>>;
  sub<O extends Cell>(this: SeriesOf<T, CellsLess<O>>, other: Other<O>): Series<Computed<T, O>>;
  sub(other: Other<Cell>): unknown { return this[MADE](arithmetic("sub", this[COLUMNS], operandOf("sub", other))); }

  /**
   * Product. What does not fit int32 becomes int64, and beyond that float64.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([100_000]).mul(100_000).dtype; // → 'int64'
   * ```
   */
  mul<O extends Countable | null>(this: SeriesOf<T, NumberCell>, other: Other<O>): Series<Counted<T, O>> { return this[MADE](arithmetic("mul", this[COLUMNS], operandOf("mul", other))); }

  /**
   * Quotient, always a float; by zero it is ±Infinity or NaN.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, -1, 0]).div(0).toList(); // → [ Infinity, -Infinity, NaN ]
   * ```
   */
  div<O extends Countable | null>(this: SeriesOf<T, NumberCell>, other: Other<O>): Series<Counted<T, O>> { return this[MADE](arithmetic("div", this[COLUMNS], operandOf("div", other))); }

  /**
   * Quotient rounded down, as Python's `//`. A zero divisor makes the column float64, with ±Infinity or NaN there.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([7, -7]).floordiv(2).toList(); // → [ 3, -4 ]
   * ```
   */
  floordiv<O extends Countable | null>(this: SeriesOf<T, NumberCell>, other: Other<O>): Series<Counted<T, O>> { return this[MADE](arithmetic("floordiv", this[COLUMNS], operandOf("floordiv", other))); }

  /**
   * Remainder with the sign of the divisor, as Python's `%`. A zero divisor makes the column float64, with NaN there.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([7, -7]).mod(3).toList(); // → [ 1, 2 ]
   * ```
   */
  mod<O extends Countable | null>(this: SeriesOf<T, NumberCell>, other: Other<O>): Series<Counted<T, O>> { return this[MADE](arithmetic("mod", this[COLUMNS], operandOf("mod", other))); }

  /**
   * Power. Integers stay integers, except that a negative exponent makes the column float64.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([2, 3]).pow(10).toList(); // → [ 1024, 59049 ]
   * ```
   */
  pow<O extends Countable | null>(this: SeriesOf<T, NumberCell>, other: Other<O>): Series<Counted<T, O>> { return this[MADE](arithmetic("pow", this[COLUMNS], operandOf("pow", other))); }

  /**
   * The values with their sign changed.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, null, -3]).neg().toList(); // → [ -1, null, 3 ]
   * ```
   */
  neg(this: SeriesOf<T, NumberCell>): Series<T> { return this[MADE](neg(this[COLUMNS])); }

  /**
   * The values without their sign.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1.5, -2.5]).abs().toList(); // → [ 1.5, 2.5 ]
   * ```
   */
  abs(this: SeriesOf<T, NumberCell>): Series<T> { return this[MADE](abs(this[COLUMNS])); }

  /**
   * Rounded to `decimals` places (default 0; negative ones are tens, hundreds …), a half to the even neighbour.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([0.5, 1.5, 2.345]).round().toList(); // → [ 0, 2, 2 ]
   * new Series([2.345, -1.006]).round(1).toList(); // → [ 2.3, -1 ]
   * ```
   */
  round(this: SeriesOf<T, NumberCell>, decimals = 0): Series<T> { return this[MADE](round(this[COLUMNS], decimals)); }

  /**
   * Values below `lower` become `lower`, those above `upper` become `upper`; null is no bound.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([-5, 3, 50]).clip(0, 10).toList(); // → [ 0, 3, 10 ]
   * ```
   */
  clip(this: SeriesOf<T, NumberCell>, lower: number | bigint | null = null, upper: number | bigint | null = null): Series<T> { return this[MADE](clip(this[COLUMNS], lower, upper)); }

  /**
   * Whether the values are equal; text is compared by code points, Dates by time.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["a", "b", null]).eq("a").toList(); // → [ true, false, false ]
   * ```
   */
  eq(this: Series<NumberCell>, other: Other<Countable | null>): Series<boolean>;
  eq<O extends Cell>(this: SeriesOf<T, CellsComparedWith<O>>, other: Other<O>): Series<boolean>;
  eq(other: Other<Cell>): unknown { return this[MADE](compare("eq", this[COLUMNS], noDate("eq", this[COLUMNS], operandOf("eq", other)))); }

  /**
   * Whether the values differ; a missing cell differs from everything.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, null]).ne(1).toList(); // → [ false, true, true ]
   * ```
   */
  ne(this: Series<NumberCell>, other: Other<Countable | null>): Series<boolean>;
  ne<O extends Cell>(this: SeriesOf<T, CellsComparedWith<O>>, other: Other<O>): Series<boolean>;
  ne(other: Other<Cell>): unknown { return this[MADE](compare("ne", this[COLUMNS], noDate("ne", this[COLUMNS], operandOf("ne", other)))); }

  /**
   * Whether the value is less than `other`.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, null]).lt(2).toList(); // → [ true, false, false ]
   * ```
   */
  lt(this: Series<NumberCell>, other: Other<Countable | null>): Series<boolean>;
  lt<O extends Cell>(this: SeriesOf<T, CellsComparedWith<O>>, other: Other<O>): Series<boolean>;
  lt(other: Other<Cell>): unknown { return this[MADE](compare("lt", this[COLUMNS], operandOf("lt", other))); }

  /**
   * Whether the value is `other` or less.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3]).le(2).toList(); // → [ true, true, false ]
   * ```
   */
  le(this: Series<NumberCell>, other: Other<Countable | null>): Series<boolean>;
  le<O extends Cell>(this: SeriesOf<T, CellsComparedWith<O>>, other: Other<O>): Series<boolean>;
  le(other: Other<Cell>): unknown { return this[MADE](compare("le", this[COLUMNS], operandOf("le", other))); }

  /**
   * Whether the value is greater than `other`.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["pear", "fig"]).gt("grape").toList(); // → [ true, false ]
   * ```
   */
  gt(this: Series<NumberCell>, other: Other<Countable | null>): Series<boolean>;
  gt<O extends Cell>(this: SeriesOf<T, CellsComparedWith<O>>, other: Other<O>): Series<boolean>;
  gt(other: Other<Cell>): unknown { return this[MADE](compare("gt", this[COLUMNS], operandOf("gt", other))); }

  /**
   * Whether the value is `other` or greater.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3]).ge(2).toList(); // → [ false, true, true ]
   * ```
   */
  ge(this: Series<NumberCell>, other: Other<Countable | null>): Series<boolean>;
  ge<O extends Cell>(this: SeriesOf<T, CellsComparedWith<O>>, other: Other<O>): Series<boolean>;
  ge(other: Other<Cell>): unknown { return this[MADE](compare("ge", this[COLUMNS], operandOf("ge", other))); }

  /**
   * Whether the value lies between two others, ends included unless said otherwise.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3]).between(1, 2).toList(); // → [ true, true, false ]
   * new Series([1, 2, 3]).between(1, 3, { inclusive: "neither" }).toList(); // → [ false, true, false ]
   * ```
   */
  between<O extends Cell>(this: SeriesOf<T, CellsComparedWith<O>>, left: Other<O>, right: Other<O>, options: BetweenOptions = {}): Series<boolean> {
    return this[MADE](between(this[COLUMNS], operandOf("between", left), operandOf("between", right), options));
  }

  /**
   * Whether the value is one of `values`; null among them stands for missing cells.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["S", "C", null]).isin(["S", "Q"]).toList(); // → [ true, false, false ]
   * ```
   */
  isin<O extends Cell>(this: SeriesOf<T, CellsComparedWith<O>>, values: Iterable<O>): Series<boolean> { return this[MADE](isinSeries(this[COLUMNS], values)); }

  /**
   * Both, of two bool Series.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const age = new Series([5, 30, 80]);
   * age.ge(18).and(age.lt(65)).toList(); // → [ false, true, false ]
   * ```
   */
  and(this: SeriesOf<T, FlagCell>, other: Other<boolean | null>): Series<T> { return this[MADE](and(this[COLUMNS], operandOf("and", other))); }

  /**
   * Either, of two bool Series.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const age = new Series([5, 30, 80]);
   * age.lt(18).or(age.ge(65)).toList(); // → [ true, false, true ]
   * ```
   */
  or(this: SeriesOf<T, FlagCell>, other: Other<boolean | null>): Series<T> { return this[MADE](or(this[COLUMNS], operandOf("or", other))); }

  /**
   * The opposite, of a bool Series.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([true, null, false]).not().toList(); // → [ false, null, true ]
   * ```
   */
  not(this: SeriesOf<T, FlagCell>): Series<T> { return this[MADE](not(this[COLUMNS])); }

  /**
   * The value where `keep` is true, else `other` (default: missing). A missing cell in `keep` is false.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const fare = new Series([7.25, -1, 8.05]);
   * fare.where(fare.gt(0)).toList(); // → [ 7.25, null, 8.05 ]
   * ```
   */
  where<O extends Cell = null>(this: SeriesOf<T, CellsBeside<O>>, keep: Series<boolean | null>, other?: Other<O>): Series<T | Widen<O>> {
    return this[MADE](where(this[COLUMNS], columnGiven("where", "keep", keep), operandOf("where", other ?? null), true));
  }

  /**
   * The value where `hide` is not true, else `other` (default: missing).
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const fare = new Series([7.25, -1, 8.05]);
   * fare.mask(fare.lt(0), 0).toList(); // → [ 7.25, 0, 8.05 ]
   * ```
   */
  mask<O extends Cell = null>(this: SeriesOf<T, CellsBeside<O>>, hide: Series<boolean | null>, other?: Other<O>): Series<T | Widen<O>> {
    return this[MADE](where(this[COLUMNS], columnGiven("mask", "hide", hide), operandOf("mask", other ?? null), false));
  }
}
