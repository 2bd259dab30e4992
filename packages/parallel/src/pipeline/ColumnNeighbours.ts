import type { Cell, CellsBeside, Differences, EwmOptions, FillOptions, InterpolateOptions, NumberCell, PctChangeOptions, RankOptions, Series, ShiftOptions, TimeCell, Widen } from "@framepool/frame/internal";
import type { Call } from "../plan/calls.js";
import type { Step } from "../plan/plan.js";
import type { ColumnOf, PipelineColumn } from "./PipelineColumn.js";
import { Runs } from "./Runs.js";
import { cellsAroundStep } from "./whole-calls.js";
import { ExpandingWindows, WholeExponentialWindows } from "./WholeWindows.js";

type Numbers = PipelineColumn<number | null>;

/**
 * Verbs that give each cell of a column a value of the cells around it, as those of a Series do, whatever the partitions.
 * `shift diff pctChange ffill bfill cummax cummin` are done part by part, after a pass for the few rows that each part has
 * to know of those beside it; for the others the column comes together in memory, and they are done on the main thread.
 */
export abstract class ColumnNeighbours<T> extends Runs<Series<T>> {
  /** The column with these steps behind its own. */
  protected abstract with<U>(steps: readonly Step[]): PipelineColumn<U>;

  /**
   * The cells `periods` rows further down (up, if negative); where that leaves nothing they are missing, or `fillValue`.
   *
   * @throws ArgumentError at once, if `periods` is no whole number
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const fares = parallel(new DataFrame({ fare: [7, 9, 70] }), { partitions: 3 }).col("fare");
   * (await fares.shift(1, { fillValue: 0 }).collect()).toList(); // → [ 0, 7, 9 ]
   */
  shift<const O extends Cell = null>(this: ColumnOf<T, CellsBeside<O>>, periods = 1, options: ShiftOptions<O> = {}): PipelineColumn<T | Widen<O>> { return this.#verb("shift", periods, options); }
  /** What is added from `periods` rows before to each cell. */
  diff(this: ColumnOf<T, NumberCell | TimeCell>, periods = 1): PipelineColumn<Differences<T>> { return this.#verb("diff", periods); }
  /** The change since `periods` rows before, as a part of what was there. */
  pctChange(this: ColumnOf<T, NumberCell>, periods = 1, options: PctChangeOptions = {}): Numbers { return this.#verb("pctChange", periods, options); }
  /** Missing cells replaced by the last one before them. */
  ffill(options: FillOptions = {}): PipelineColumn<T> { return this.#verb("ffill", options); }
  /** Missing cells replaced by the next one after them. */
  bfill(options: FillOptions = {}): PipelineColumn<T> { return this.#verb("bfill", options); }
  /** Missing numbers on the line between those around them. */
  interpolate(this: ColumnOf<T, NumberCell>, options: InterpolateOptions = {}): Numbers { return this.#verb("interpolate", options); }

  /**
   * Sums so far, exact: each is rounded once.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const fares = parallel(new DataFrame({ fare: [7, null, 70] }), { partitions: 3 }).col("fare");
   * (await fares.cumsum().collect()).toList(); // → [ 7, null, 77 ]
   */
  cumsum(this: PipelineColumn<number | bigint | null | undefined>): PipelineColumn<T>;
  cumsum(this: ColumnOf<T, NumberCell>): PipelineColumn<number | null>;
  cumsum(): unknown { return this.#verb("cumsum"); }
  /** Products so far. */
  cumprod(this: PipelineColumn<number | bigint | null | undefined>): PipelineColumn<T>;
  cumprod(this: ColumnOf<T, NumberCell>): PipelineColumn<number | null>;
  cumprod(): unknown { return this.#verb("cumprod"); }
  /** Greatest values so far. */
  cummax(): PipelineColumn<T> { return this.#verb("cummax"); }
  /** Least values so far. */
  cummin(): PipelineColumn<T> { return this.#verb("cummin"); }
  /** Ranks from 1. */
  rank(options: RankOptions = {}): Numbers { return this.#verb("rank", options); }

  /** Windows from the first row to each row. */
  expanding(this: ColumnOf<T, NumberCell>, minPeriods = 1): ExpandingWindows<T> { return this.#expanding(minPeriods); }

  /**
   * Exponentially weighted values of each row and those before it.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const fares = parallel(new DataFrame({ fare: [1, 2, 4] }), { partitions: 3 }).col("fare");
   * (await fares.ewm({ alpha: 0.5, adjust: false }).mean().collect()).toList(); // → [ 1, 1.5, 2.75 ]
   */
  ewm(this: ColumnOf<T, NumberCell>, options: EwmOptions): WholeExponentialWindows<Numbers> { return new WholeExponentialWindows({ verb: "ewm", args: [options] }, (calls) => this.#whole(calls)); }

  #expanding<W>(minPeriods: number): ExpandingWindows<W> {
    return new ExpandingWindows<W>(minPeriods, (calls) => this.#whole(calls), (step) => this.with([step, { op: "series" }]));
  }

  #verb<U>(verb: string, ...args: readonly unknown[]): PipelineColumn<U> {
    return this.#whole([{ verb, args }]);
  }

  #whole<U>(calls: readonly Call[]): PipelineColumn<U> {
    const step = cellsAroundStep(true, calls);
    // With the rows beside its parts a column stays one.
    return this.with(step.op === "neighbours" ? [step] : [step, { op: "series" }]);
  }
}
