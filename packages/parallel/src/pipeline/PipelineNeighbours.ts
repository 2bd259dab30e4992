import type { Cell, Each, EwmOptions, FillOptions, InterpolateOptions, PctChangeOptions, RankOptions, RollingOptions, ShiftOptions, Widen } from "@framepool/frame/internal";
import type { Call } from "../plan/calls.js";
import type { Step } from "../plan/plan.js";
import type { Pipeline } from "./Pipeline.js";
import { PipelineReductions } from "./PipelineReductions.js";
import { cellsAroundStep } from "./whole-calls.js";
import { WholeExponentialWindows, WholeWindows } from "./WholeWindows.js";

/**
 * Verbs that give each cell a value of the cells around it in its column, as those of a frame do, whatever the partitions.
 * `shift diff pctChange ffill bfill cummax cummin` are done part by part, after a pass for the few rows that each part has
 * to know of those beside it (what a function before has made, and what can be read only once, is kept in memory for the
 * second). For the others all rows come together in memory, and they are done on the main thread; of one column, take
 * `col(name)`: then only that comes.
 */
export abstract class PipelineNeighbours<S, Out> extends PipelineReductions<S, Out> {
  /** The pipeline with these steps behind its own. */
  protected abstract with<T, O>(steps: readonly Step[]): Pipeline<T, O>;

  /**
   * The cells `periods` rows further down (up, if negative); where that leaves nothing they are missing, or `fillValue`.
   *
   * @throws ArgumentError at once, if `periods` is no whole number
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ a: [1, 2, 3], b: ["x", "y", "z"] }), { partitions: 3 });
   * (await pipe.shift(1).collect()).toColumns(); // → { a: [ null, 1, 2 ], b: [ null, 'x', 'y' ] }
   */
  shift<const O extends Cell = null>(periods = 1, options: ShiftOptions<O> = {}): Pipeline<{ [K in keyof S]: S[K] | Widen<O> }> { return this.#verb("shift", periods, options); }
  /** What is added from `periods` rows before to each cell; all columns must be numbers or times. */
  diff(periods = 1): Pipeline<Each<S, number | null>> { return this.#verb("diff", periods); }
  /** The change since `periods` rows before, as a part of what was there; all columns must be numeric. */
  pctChange(periods = 1, options: PctChangeOptions = {}): Pipeline<Each<S, number | null>> { return this.#verb("pctChange", periods, options); }

  /**
   * Missing cells replaced by the last one before them in their column.
   *
   * @throws ArgumentError at once, for a `limit` that is no whole number from 1
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ a: [1, null, null], b: [null, "y", null] }), { partitions: 3 });
   * (await pipe.ffill().collect()).toColumns(); // → { a: [ 1, 1, 1 ], b: [ null, 'y', 'y' ] }
   */
  ffill(options: FillOptions = {}): Pipeline<S> { return this.#verb("ffill", options); }
  /** Missing cells replaced by the next one after them in their column. */
  bfill(options: FillOptions = {}): Pipeline<S> { return this.#verb("bfill", options); }
  /** Missing numbers on the line between those around them; all columns must be numeric. */
  interpolate(options: InterpolateOptions = {}): Pipeline<Each<S, number | null>> { return this.#verb("interpolate", options); }

  /** Sums so far. */
  cumsum(): Pipeline<S> { return this.#verb("cumsum"); }
  /** Products so far. */
  cumprod(): Pipeline<S> { return this.#verb("cumprod"); }
  /** Greatest values so far. */
  cummax(): Pipeline<S> { return this.#verb("cummax"); }
  /** Least values so far. */
  cummin(): Pipeline<S> { return this.#verb("cummin"); }
  /** Ranks from 1 within each column. */
  rank(options: RankOptions = {}): Pipeline<Each<S, number | null>> { return this.#verb("rank", options); }

  /** Windows of `n` rows of every column; all must be numeric. With a function, or many rows, take `col(name).rolling(n)`, which the workers do. */
  rolling(n: number, options: RollingOptions = {}): WholeWindows<Pipeline<Each<S, number | null>>> { return new WholeWindows({ verb: "rolling", args: [n, options] }, (calls) => this.#whole(calls)); }
  /** Windows from the first row to each row, of every column; all must be numeric. */
  expanding(minPeriods = 1): WholeWindows<Pipeline<Each<S, number | null>>> { return new WholeWindows({ verb: "expanding", args: [minPeriods] }, (calls) => this.#whole(calls)); }

  /**
   * Exponentially weighted values of every column; all must be numeric.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ a: [1, 2, 4] }), { partitions: 3 });
   * (await pipe.ewm({ alpha: 0.5, adjust: false }).mean().collect()).toColumns(); // → { a: [ 1, 1.5, 2.75 ] }
   */
  ewm(options: EwmOptions): WholeExponentialWindows<Pipeline<Each<S, number | null>>> { return new WholeExponentialWindows({ verb: "ewm", args: [options] }, (calls) => this.#whole(calls)); }

  #verb<T>(verb: string, ...args: readonly unknown[]): Pipeline<T> {
    return this.#whole([{ verb, args }]);
  }

  #whole<T>(calls: readonly Call[]): Pipeline<T> {
    return this.with([cellsAroundStep(false, calls)]);
  }
}
