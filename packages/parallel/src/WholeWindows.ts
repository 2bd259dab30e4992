import type { Call } from "./calls.js";
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

  protected override verb(verb: string, ...args: readonly number[]): R {
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
