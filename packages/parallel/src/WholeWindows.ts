import type { Call } from "./exchanges/whole.js";
import { checkCalls } from "./whole-calls.js";

/** Windows of rows, of which the main thread makes something when all rows are there; float64, missing where a window has too few values. */
export class WholeWindows<R> {
  readonly #windows: Call;
  readonly #made: (calls: readonly Call[]) => R;

  /** Made by `rolling` and `expanding`. Throws ArgumentError for windows that there are not. */
  constructor(windows: Call, made: (calls: readonly Call[]) => R) {
    checkCalls([windows]);
    this.#windows = windows;
    this.#made = made;
  }

  /** Exact sums. */
  sum(): R { return this.#call("sum"); }
  /** Means. */
  mean(): R { return this.#call("mean"); }
  /** Medians. */
  median(): R { return this.#call("median"); }
  /** Quantiles. */
  quantile(q: number): R { return this.#call("quantile", q); }
  /** The least values. */
  min(): R { return this.#call("min"); }
  /** The greatest values. */
  max(): R { return this.#call("max"); }
  /** Variances. */
  var(ddof = 1): R { return this.#call("var", ddof); }
  /** Standard deviations. */
  std(ddof = 1): R { return this.#call("std", ddof); }
  /** Skewness, without bias. */
  skew(): R { return this.#call("skew"); }
  /** Excess kurtosis, without bias. */
  kurt(): R { return this.#call("kurt"); }
  /** How many values there are. */
  count(): R { return this.#call("count"); }

  #call(verb: string, ...args: readonly number[]): R {
    return this.#made([this.#windows, { verb, args }]);
  }
}

/** Exponentially weighted values of each row and those before it, of which the main thread makes something when all rows are there. */
export class WholeExponentialWindows<R> {
  readonly #windows: Call;
  readonly #made: (calls: readonly Call[]) => R;

  /** Made by `ewm`. Throws ArgumentError for weights that there are not. */
  constructor(windows: Call, made: (calls: readonly Call[]) => R) {
    checkCalls([windows]);
    this.#windows = windows;
    this.#made = made;
  }

  /** Weighted means. */
  mean(): R { return this.#made([this.#windows, { verb: "mean", args: [] }]); }
  /** Weighted variances; with `bias`, without the correction for few values. */
  var(options: { readonly bias?: boolean } = {}): R { return this.#made([this.#windows, { verb: "var", args: [options] }]); }
  /** Weighted standard deviations. */
  std(options: { readonly bias?: boolean } = {}): R { return this.#made([this.#windows, { verb: "std", args: [options] }]); }
}
