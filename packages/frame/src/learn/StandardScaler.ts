import { count } from "../aggregates/count.js";
import { mean } from "../aggregates/mean.js";
import { variance } from "../aggregates/variance.js";
import type { Column } from "../column.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { cellToJson, columnsFromJson, readJson, type Json } from "./json.js";
import type { JsonReader } from "./json-reader.js";
import { Scaler, type ByColumn } from "./Scaler.js";
import { finishStates, mergeStates, statesOf, type States } from "./states.js";

/** How {@link StandardScaler} scales. */
export interface StandardScalerOptions<K extends string = string> {
  /** the columns to scale (default: all) */
  readonly columns?: readonly K[];
  /** move the mean to 0 (default true) */
  readonly withMean?: boolean;
  /** scale the standard deviation to 1 (default true) */
  readonly withStd?: boolean;
}

/** The variance is of all numbers, not of a sample. */
const AGGREGATES = [count, mean, variance(0)];

interface Fitted {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

/**
 * Numbers less their mean, divided by their standard deviation (of all, not of a sample); a constant column is only moved.
 * Sums are exact.
 * @example
 * ```ts
 * import { DataFrame, StandardScaler } from "@framepool/frame";
 * const scaler = new StandardScaler({ columns: ["Fare"] });
 * scaler.fitTransform(new DataFrame({ Fare: [1, 3, null], id: [1, 2, 3] })).toColumns(); // → { Fare: [ -1, 1, null ], id: [ 1, 2, 3 ] }
 * StandardScaler.fromJSON(JSON.stringify(scaler)).mean; // → { Fare: 2 }
 * ```
 */
export class StandardScaler<const K extends string = string> extends Scaler<States, Fitted, K> {
  readonly withMean: boolean;
  readonly withStd: boolean;
  protected readonly label = "StandardScaler";

  constructor(options: StandardScalerOptions<K> = {}) {
    const { columns, withMean = true, withStd = true } = checkOptions("StandardScaler", options, { columns: "names", withMean: "flag", withStd: "flag" });
    super(columns);
    this.withMean = withMean;
    this.withStd = withStd;
  }

  /** What {@link StandardScaler.toJSON} gave, or the text of it. Throws ArgumentError for anything else. */
  static fromJSON(json: unknown): StandardScaler {
    const read = readJson("StandardScaler", json);
    const { options } = read;
    return new StandardScaler({ ...columnsFromJson(options), withMean: options.field("withMean").flag(), withStd: options.field("withStd").flag() }).restored(read);
  }

  /** Mean of each column. */
  get mean(): ByColumn<number, K> { return this.each(({ mean }) => mean) as ByColumn<number, K>; }

  /** Variance of each column. */
  get var(): ByColumn<number, K> { return this.each(({ variance }) => variance) as ByColumn<number, K>; }

  /** What each column is divided by. */
  get scale(): ByColumn<number, K> { return this.each((state) => this.#scaleOf(state)) as ByColumn<number, K>; }

  protected override partOf(column: Column): States { return statesOf(AGGREGATES, this.label, column); }
  protected override merged(a: States, b: States): States { return mergeStates(AGGREGATES, a, b); }

  protected override finished(part: States): Fitted {
    const [size, centre, spread] = finishStates(AGGREGATES, part);
    return { mean: centre!, variance: spread!, count: size! };
  }

  protected override scaling(state: Fitted): (value: number) => number {
    const [mean, scale] = [this.withMean ? state.mean : 0, this.#scaleOf(state)];
    return (value) => (value - mean) / scale;
  }

  protected override unscaling(state: Fitted): (value: number) => number {
    const [mean, scale] = [this.withMean ? state.mean : 0, this.#scaleOf(state)];
    return (value) => value * scale + mean;
  }

  protected override options(): Json { return { ...(this.columns === null ? {} : { columns: this.columns }), withMean: this.withMean, withStd: this.withStd }; }
  protected override stateToJson({ mean, variance, count }: Fitted): Json { return { mean: cellToJson(mean), variance: cellToJson(variance), count }; }
  protected override stateFromJson(json: JsonReader): Fitted { return { mean: json.field("mean").number(), variance: json.field("variance").number(), count: json.field("count").number() }; }

  /** As scikit-learn, a variance that rounding alone may have made counts as none. */
  #scaleOf({ mean, variance, count }: Fitted): number {
    const rounding = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2;
    return !this.withStd || variance <= rounding ? 1 : Math.sqrt(variance);
  }
}
