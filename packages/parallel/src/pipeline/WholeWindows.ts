import { OF_EXPONENTIAL_WINDOWS, refuseMore } from "@framepool/frame/internal";
import type { Series } from "@framepool/frame";
import type { Shipped } from "@framepool/pool";
import { callSite, shipTask } from "@framepool/pool/internal";
import type { Call } from "../plan/calls.js";
import type { Step } from "../plan/plan.js";
import { OF_WINDOW_FUNCTION } from "./arguments-taken.js";
import type { PipelineColumn } from "./PipelineColumn.js";
import { checkCalls } from "./whole-calls.js";
import { WindowVerbs } from "./WindowVerbs.js";

/** Windows of rows, of which the main thread makes something when all rows are there; float64, missing where a window has too few values. */
export class WholeWindows<R> extends WindowVerbs<R> {
  readonly #windows: Call;
  readonly #made: (calls: readonly Call[]) => R;

  /** Made by `rolling` and `expanding`. Throws ArgumentError for windows that there are not. */
  constructor(windows: Call, made: (calls: readonly Call[]) => R) {
    super();
    checkCalls([windows]);
    this.#windows = windows;
    this.#made = made;
  }

  protected override verb(verb: string, ...args: readonly unknown[]): R {
    return this.#made([this.#windows, { verb, args }]);
  }
}

/** Windows from the first row of a column to each; of a function the workers make something, each part with all rows before it. */
export class ExpandingWindows<T> extends WholeWindows<PipelineColumn<number | null>> {
  static {
    refuseMore(this, OF_WINDOW_FUNCTION);
  }

  readonly #minPeriods: number;
  readonly #with: (step: Step) => PipelineColumn<number | null>;

  /** Made by `pipe.col(name).expanding()`. Throws ArgumentError for windows that there are not. */
  constructor(minPeriods: number, made: (calls: readonly Call[]) => PipelineColumn<number | null>, withStep: (step: Step) => PipelineColumn<number | null>) {
    super({ verb: "expanding", args: [minPeriods] }, made);
    this.#minPeriods = minPeriods;
    this.#with = withStep;
  }

  /**
   * What a function makes of each window that has enough values, given as a Series: called once a row.
   *
   * @throws CaptureError at once, if `fn` cannot travel
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const fares = parallel(new DataFrame({ fare: [4, 1, 8] }), { partitions: 2 }).col("fare");
   * (await fares.expanding().apply((window) => window.max() - window.min()).collect()).toList(); // → [ 0, 3, 7 ]
   */
  apply(fn: Shipped<[window: Series<T>], number | null>): PipelineColumn<number | null> {
    return this.#with({ op: "rolling", call: "expanding", n: null, options: { minPeriods: this.#minPeriods }, verb: "apply", args: [], tasks: [shipTask(fn, { op: "expanding().apply", file: callSite(this.apply) })] });
  }
}

/** Exponentially weighted values of each row and those before it, of which the main thread makes something when all rows are there. */
export class WholeExponentialWindows<R> {
  static {
    refuseMore(this, OF_EXPONENTIAL_WINDOWS);
  }

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
