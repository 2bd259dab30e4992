import type { SpreadOptions } from "./aggregates/variance.js";
import { OF_EXPONENTIAL_WINDOWS, OF_WINDOWS } from "./arguments-taken.js";
import type { Column } from "./column.js";
import type { Series } from "./Series.js";
import { refuseMore } from "./verbs/arguments/refuse-more.js";
import { missingFlags } from "./verbs/cells/missing.js";
import type { QuantileOptions } from "./verbs/statistics/reduce.js";
import { windowApply, windowCount } from "./verbs/window/apply.js";
import type { Windowing } from "./verbs/window/bounds.js";
import { ewmMean, ewmStd, ewmVar, type BiasOptions, type Weighting } from "./verbs/window/ewm.js";
import { windowKurt, windowSkew } from "./verbs/window/moments.js";
import { windowMax, windowMin } from "./verbs/window/order.js";
import { windowQuantile } from "./verbs/window/quantile.js";
import { windowMean, windowStd, windowSum, windowVar } from "./verbs/window/sums.js";

/** A verb of one column; of a frame, of each of its columns. */
type Each<R> = (verb: (column: Column) => Column) => R;

/**
 * What `rolling(n)` and `expanding()` give: a value of the numbers in each row's window, float64. Missing where a window
 * has fewer numbers than `minPeriods`, or no such value. Infinite numbers count as missing, as in pandas; sums and means
 * are exact, so that a window's value does not depend on the rows before it.
 * Throws FrameError for a column that is not numeric.
 */
export class Windows<R, T = number | null> {
  static {
    refuseMore(this, OF_WINDOWS);
  }

  readonly #windowing: Windowing;
  readonly #each: Each<R>;
  readonly #series: (column: Column) => Series<T>;

  constructor(windowing: Windowing, each: Each<R>, series: (column: Column) => Series<T>) {
    this.#windowing = windowing;
    this.#each = each;
    this.#series = series;
  }

  /**
   * Sum.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([0.1, 0.2, 0.3]).rolling(2).sum().toList(); // → [ null, 0.30000000000000004, 0.5 ]
   * ```
   */
  sum(): R { return this.#each((column) => windowSum(column, this.#windowing)); }

  /**
   * Mean.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, null, 3]).rolling(3, { minPeriods: 1 }).mean().toList(); // → [ 1, 1, 2 ]
   * ```
   */
  mean(): R { return this.#each((column) => windowMean(column, this.#windowing)); }

  /**
   * Median.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 9, 2]).rolling(3).median().toList(); // → [ null, null, 2 ]
   * ```
   */
  median(): R { return this.#each((column) => windowQuantile(column, this.#windowing, 0.5)); }

  /**
   * Quantile; between two numbers by a straight line, or as `interpolation` says.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 3, 4]).expanding().quantile(0.25).toList(); // → [ 1, 1.25, 1.5, 1.75 ]
   * new Series([1, 2, 3, 4]).rolling(2).quantile(0.25, { interpolation: "lower" }).toList(); // → [ null, 1, 2, 3 ]
   * ```
   */
  quantile(q: number, options: QuantileOptions = {}): R { return this.#each((column) => windowQuantile(column, this.#windowing, q, options)); }

  /**
   * Least number.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([3, 1, 2]).rolling(2).min().toList(); // → [ null, 1, 1 ]
   * ```
   */
  min(): R { return this.#each((column) => windowMin(column, this.#windowing)); }

  /**
   * Greatest number.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([3, 1, 2]).rolling(2).max().toList(); // → [ null, 3, 2 ]
   * ```
   */
  max(): R { return this.#each((column) => windowMax(column, this.#windowing)); }

  /**
   * Variance; divided by the number of values less `ddof` (default 1), as that of a Series.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 3, 3]).rolling(2).var().toList(); // → [ null, 2, 0 ]
   * ```
   */
  var(options: SpreadOptions = {}): R { return this.#each((column) => windowVar(column, this.#windowing, options)); }

  /**
   * Standard deviation.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 3, 3]).rolling(2).std({ ddof: 0 }).toList(); // → [ null, 1, 0 ]
   * ```
   */
  std(options: SpreadOptions = {}): R { return this.#each((column) => windowStd(column, this.#windowing, options)); }

  /** Skewness, without bias. */
  skew(): R { return this.#each((column) => windowSkew(column, this.#windowing)); }

  /** Excess kurtosis, without bias. */
  kurt(): R { return this.#each((column) => windowKurt(column, this.#windowing)); }

  /**
   * How many rows have a value, of any type. Here every row counts for `minPeriods`, missing or not.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["a", null, "c"]).rolling(2).count().toList(); // → [ null, 1, 1 ]
   * ```
   */
  count(): R { return this.#each((column) => windowCount(column, this.#windowing, missingFlags(column))); }

  /**
   * What `fn` makes of each window, a Series with null at missing and infinite places: a number, or null. Called once for each window
   * with enough numbers, in order. What `fn` throws is thrown as it is.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2, 5]).rolling(2).apply((window) => window.at(1)! - window.at(0)!).toList(); // → [ null, 1, 3 ]
   * ```
   */
  apply(fn: (window: Series<T>) => number | null): R {
    return this.#each((column) => windowApply(column, this.#windowing, fn as (window: unknown) => unknown, this.#series));
  }
}

/** What `ewm` gives: exponentially weighted values of each row and those before it, float64. */
export class ExponentialWindows<R> {
  static {
    refuseMore(this, OF_EXPONENTIAL_WINDOWS);
  }

  readonly #weighting: Weighting;
  readonly #each: Each<R>;

  constructor(weighting: Weighting, each: Each<R>) {
    this.#weighting = weighting;
    this.#each = each;
  }

  /**
   * Weighted mean.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([1, 2]).ewm({ com: 1 }).mean().toList(); // → [ 1, 1.6666666666666667 ]
   * ```
   */
  mean(): R { return this.#each((column) => ewmMean(column, this.#weighting)); }

  /** Weighted variance; with `bias`, without the correction for few values. */
  var(options: BiasOptions = {}): R { return this.#each((column) => ewmVar(column, this.#weighting, options)); }

  /** Weighted standard deviation: the root of {@link ExponentialWindows.var}. */
  std(options: BiasOptions = {}): R { return this.#each((column) => ewmStd(column, this.#weighting, options)); }
}
