import type { AstypeOptions, BinOf, CellOf, CutOptions, DType, FactorizeOptions, Labels, NumberCell, QcutOptions, TextCell, ToDatetimeOptions, ToNumericOptions } from "@framepool/frame/internal";
import { Series } from "@framepool/frame";
import type { Call } from "../plan/calls.js";
import type { Step } from "../plan/plan.js";
import type { RowVerb } from "../steps/verb.js";
import { ColumnNeighbours } from "./ColumnNeighbours.js";
import type { ColumnOf, PipelineColumn } from "./PipelineColumn.js";
import { PipelineText } from "./PipelineText.js";
import { PipelineTime } from "./PipelineTime.js";
import { verbStep } from "./verb-step.js";
import { checkCalls, wholeStep } from "./whole-calls.js";

/** Numbers that lie in bins: of no cells there are none. */
const SAMPLE = new Series([0, 1], { dtype: "float64" });

/** Cells of a column as other values: of another type, bins and codes, and what is made of text and times. */
export abstract class ColumnBins<T> extends ColumnNeighbours<T> {
  /** Cells as another type. With `errors: "ignore"` all cells decide, so that the column comes to the main thread. */
  astype<const D extends DType>(dtype: D, options: AstypeOptions = {}): PipelineColumn<CellOf<D> | null> {
    const made = this.#verb<CellOf<D> | null>("astype", [dtype, options]); // checked at once, too
    return options.errors === "ignore" ? this.#whole([{ verb: "astype", args: [dtype, options] }]) : made;
  }
  /** Text as numbers. With `downcast` all numbers decide, so that the column comes to the main thread. */
  toNumeric(this: ColumnOf<T, NumberCell | TextCell>, options: ToNumericOptions = {}): PipelineColumn<number | null> {
    const { downcast } = { ...options };
    return downcast === undefined ? this.#verb("toNumeric", [options]) : this.#whole([{ verb: "toNumeric", args: [options] }]);
  }
  /** Text as times. */
  toDatetime(this: ColumnOf<T, number | bigint | Date | TextCell>, options: ToDatetimeOptions = {}): PipelineColumn<Date | null> { return this.#verb("toDatetime", [options]); }

  /**
   * Methods of text, each a step on parts, as those of `series.str`.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const names = parallel(new DataFrame({ name: ["Braund, Mr. Owen", null] }), { partitions: 2 }).col("name");
   * (await names.str.extract(/ (\w+)\./, { expand: false }).str.lower().collect()).toList(); // → [ 'mr', null ]
   */
  get str(): PipelineText<T> { return new PipelineText<T>((steps) => this.with(steps), (steps) => this.frame(steps)); }

  /**
   * Methods of times, each a step on parts, as those of `series.dt`.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const born = parallel(new DataFrame({ born: [new Date("1912-04-15"), null] }), { partitions: 2 }).col("born");
   * (await born.dt.year().collect()).toList(); // → [ 1912, null ]
   */
  get dt(): PipelineTime<T> { return new PipelineTime<T>((steps) => this.with(steps), (steps) => this.frame(steps)); }

  /**
   * The bin of each number, as an ordered category; its number with `labels: false`. With the edges of bins it is done part
   * by part; for a number of bins of equal width the column comes to the main thread.
   *
   * @throws ArgumentError at once, for bins that there are not
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const ages = parallel(new DataFrame({ age: [4, 30, 71] }), { partitions: 3 }).col("age");
   * (await ages.cut([0, 16, 80], { labels: ["child", "adult"] }).collect()).toList(); // → [ 'child', 'adult', 'adult' ]
   * (await ages.cut(2, { labels: false }).collect()).toList(); // → [ 0, 0, 1 ]
   */
  cut<const L extends Labels = readonly string[]>(this: ColumnOf<T, NumberCell>, bins: number | readonly number[], options: CutOptions<L> = {}): PipelineColumn<BinOf<L> | null> {
    if (typeof bins === "number") return this.#whole([{ verb: "cut", args: [bins, options] }]);
    checkCalls([{ verb: "cut", args: [bins, options] }], SAMPLE);
    return this.#verb("cut", [bins, options]);
  }

  /**
   * Bins of as equal size as can be: `q` is how many, or the quantiles at their edges. The column comes to the main thread.
   *
   * @throws ArgumentError at once, for a `q` that is none
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const fares = parallel(new DataFrame({ fare: [7.25, 71.28, 7.92, 53.1] }), { partitions: 2 }).col("fare");
   * (await fares.qcut(2, { labels: false }).collect()).toList(); // → [ 0, 1, 0, 1 ]
   */
  qcut<const L extends Labels = readonly string[]>(this: ColumnOf<T, NumberCell>, q: number | readonly number[], options: QcutOptions<L> = {}): PipelineColumn<BinOf<L> | null> { return this.#whole([{ verb: "qcut", args: [q, options] }]); }

  /**
   * A number for each value, in order of appearance (-1: missing), and the values by number: two columns, each with a run of
   * its own. The column comes to the main thread.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const pipe = parallel(new DataFrame({ port: ["S", "C", null, "S"] }), { partitions: 2 });
   * const [codes, uniques] = pipe.col("port").factorize();
   * (await pipe.assign({ code: codes }).collect()).col("code").toList(); // → [ 0, 1, -1, 0 ]
   * (await uniques.collect()).toList(); // → [ 'S', 'C' ]
   */
  factorize(options: FactorizeOptions = {}): [codes: PipelineColumn<number>, uniques: PipelineColumn<NonNullable<T>>] {
    const call: Call = { verb: "factorize", args: [options] };
    // What it gives is a list of two.
    return [this.#whole([call, { verb: "at", args: [0] }]), this.with([wholeStep(true, [call, { verb: "at", args: [1] }]), { op: "series" }])];
  }

  /** A pipeline of frames with these steps behind the column's own. */
  protected abstract frame(steps: readonly Step[]): unknown;

  #verb<U>(call: RowVerb, args: readonly unknown[]): PipelineColumn<U> {
    return this.with([verbStep(true, call, args)]);
  }

  #whole<U>(calls: readonly Call[]): PipelineColumn<U> {
    checkCalls(calls, SAMPLE);
    return this.with([wholeStep(true, calls, "columnwise"), { op: "series" }]);
  }
}
