import { refuseMore } from "@framepool/frame/internal";
import type { QuantileOptions, SpreadOptions } from "@framepool/frame";
import type { WindowVerb } from "../reductions/windows.js";
import { OF_WINDOWS } from "./arguments-taken.js";

/** What is made of windows of rows, whichever and wherever they are: float64, missing where a window has too few values. */
export abstract class WindowVerbs<R> {
  static {
    refuseMore(this, OF_WINDOWS);
  }

  /** Exact sums. */
  sum(): R { return this.verb("sum"); }
  /** Means. */
  mean(): R { return this.verb("mean"); }
  /** Medians. */
  median(): R { return this.verb("median"); }
  /** Quantiles; between two numbers by a straight line, or as `interpolation` says. */
  quantile(q: number, options: QuantileOptions = {}): R { return this.verb("quantile", q, options); }
  /** The least values. */
  min(): R { return this.verb("min"); }
  /** The greatest values. */
  max(): R { return this.verb("max"); }
  /** Variances. */
  var(options: SpreadOptions = {}): R { return this.verb("var", options); }
  /** Standard deviations. */
  std(options: SpreadOptions = {}): R { return this.verb("std", options); }
  /** Skewness, without bias. */
  skew(): R { return this.verb("skew"); }
  /** Excess kurtosis, without bias. */
  kurt(): R { return this.verb("kurt"); }
  /** How many values there are. */
  count(): R { return this.verb("count"); }

  protected abstract verb(verb: Exclude<WindowVerb, "apply">, ...args: readonly unknown[]): R;
}
