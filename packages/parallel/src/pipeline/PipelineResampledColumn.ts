import { ArgumentError } from "@framepool/errors";
import { refuseMore, shown } from "@framepool/frame/internal";
import type { AggregatedCell, AggregateName, CellsOf, GroupedWith, NamedAggregates, NuniqueOptions, QuantileOptions, SpreadOptions } from "@framepool/frame/internal";
import type { Call } from "../plan/calls.js";
import { checkGroupsCall } from "../plan/check-call.js";
import { OF_RESAMPLED_COLUMN } from "./arguments-taken.js";
import type { Pipeline } from "./Pipeline.js";

/** The bins, and this column aggregated by one name. */
type Bins<S, K extends string, C extends string, F> = Pipeline<GroupedWith<S, K, C, AggregatedCell<CellsOf<S, C>, F>>>;

/** One column in groups of time: a pipeline over a frame of all bins, as `df.resample(rule, { on }).col(name)` gives it. */
export class PipelineResampledColumn<S, K extends string, C extends string> {
  static {
    refuseMore(this, OF_RESAMPLED_COLUMN);
  }

  readonly #made: (call: Call) => unknown;

  /** Made by `pipe.resample(rule, { on }).col(name)`. */
  constructor(made: (call: Call) => unknown) {
    this.#made = made;
  }

  /**
   * One aggregate by name under the column's name, or several under their own.
   *
   * @throws ArgumentError at once, for a function
   */
  agg<const F extends AggregateName>(aggfunc: F): Bins<S, K, C, F>;
  agg<const F extends AggregateName>(aggfuncs: readonly F[]): Pipeline<NamedAggregates<S, K, C, { [N in F]: N }>>;
  agg(aggfuncs: AggregateName | readonly AggregateName[]): unknown {
    if (typeof aggfuncs !== "string" && !Array.isArray(aggfuncs)) throw new ArgumentError(`agg takes the name of an aggregate, or a list of names, not ${shown(aggfuncs)}`);
    return this.#verb("agg", aggfuncs);
  }

  /** How many rows there are, missing cells included. */
  size(): Bins<S, K, C, "size"> { return this.#verb("size"); }
  /** How many cells are there. */
  count(): Bins<S, K, C, "count"> { return this.#verb("count"); }
  /** Exact sums. */
  sum(): Bins<S, K, C, "sum"> { return this.#verb("sum"); }
  /** Means, from exact sums. */
  mean(): Bins<S, K, C, "mean"> { return this.#verb("mean"); }
  /** Medians. */
  median(): Bins<S, K, C, "median"> { return this.#verb("median"); }
  /** Standard deviations. */
  std(options: SpreadOptions = {}): Bins<S, K, C, "std"> { return this.#verb("std", options); }
  /** Variances. */
  var(options: SpreadOptions = {}): Bins<S, K, C, "var"> { return this.#verb("var", options); }
  /** The least cells. */
  min(): Bins<S, K, C, "min"> { return this.#verb("min"); }
  /** The greatest cells. */
  max(): Bins<S, K, C, "max"> { return this.#verb("max"); }
  /** Products. */
  prod(): Bins<S, K, C, "prod"> { return this.#verb("prod"); }
  /** The first cells that are there. */
  first(): Bins<S, K, C, "first"> { return this.#verb("first"); }
  /** The last cells that are there. */
  last(): Bins<S, K, C, "last"> { return this.#verb("last"); }
  /** How many values there are; with `dropna: false` missing cells are one more. */
  nunique(options: NuniqueOptions = {}): Bins<S, K, C, "nunique"> { return this.#verb("nunique", options); }
  /** Quantiles. */
  quantile(q = 0.5, options: QuantileOptions = {}): Bins<S, K, C, "median"> { return this.#verb("quantile", q, options); }

  #verb<R>(verb: string, ...args: readonly unknown[]): R {
    checkGroupsCall(true, verb, ...args);
    return this.#made({ verb, args }) as R;
  }
}
