import { ArgumentError } from "@framepool/errors";
import type { Column } from "../column.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { extentOf, type Extent } from "../verbs/numbers/extent.js";
import { floatsOf } from "../verbs/numbers/floats.js";
import { checkRange } from "./check-range.js";
import { cellToJson, columnsFromJson, readJson, type Json } from "./json.js";
import type { JsonReader } from "./json-reader.js";
import { scaleOrOne } from "./scale-or-one.js";
import { Scaler, type ByColumn } from "./Scaler.js";

/** How {@link MinMaxScaler} scales. */
export interface MinMaxScalerOptions<K extends string = string> {
  /** the columns to scale (default: all) */
  readonly columns?: readonly K[];
  /** where the least and the greatest number go (default `[0, 1]`) */
  readonly featureRange?: readonly [low: number, high: number];
  /** keep numbers that were not there at `fit` inside of it too */
  readonly clip?: boolean;
}

/**
 * Numbers moved and scaled so that the least and the greatest fill a range.
 * @example
 * ```ts
 * import { DataFrame, MinMaxScaler } from "@framepool/frame";
 * const scaler = new MinMaxScaler({ featureRange: [0, 10] });
 * scaler.fitTransform(new DataFrame({ Age: [20, 30, 40, null] })).toColumns(); // → { Age: [ 0, 5, 10, null ] }
 * scaler.inverseTransform(new DataFrame({ Age: [5] })).toColumns(); // → { Age: [ 30 ] }
 * ```
 */
export class MinMaxScaler<const K extends string = string> extends Scaler<Extent, Extent, K> {
  readonly featureRange: readonly [low: number, high: number];
  readonly clip: boolean;
  protected readonly label = "MinMaxScaler";

  constructor(options: MinMaxScalerOptions<K> = {}) {
    const { columns, featureRange = [0, 1], clip = false } = checkOptions("MinMaxScaler", options, { columns: "names", featureRange: "own", clip: "flag" });
    super(columns);
    checkRange("MinMaxScaler", "featureRange", featureRange);
    if (!(featureRange[0] < featureRange[1])) throw new ArgumentError(`MinMaxScaler: featureRange must rise, and ${featureRange.join(", ")} does not`);
    this.featureRange = featureRange;
    this.clip = clip;
  }

  /** What {@link MinMaxScaler.toJSON} gave, or the text of it. Throws ArgumentError for anything else. */
  static fromJSON(json: unknown): MinMaxScaler {
    const read = readJson("MinMaxScaler", json);
    const { options } = read;
    const [low, high] = options.field("featureRange").tuple(2);
    return new MinMaxScaler({ ...columnsFromJson(options), featureRange: [low!.number(), high!.number()], clip: options.field("clip").flag() }).restored(read);
  }

  /** The least number of each column. */
  get dataMin(): ByColumn<number, K> { return this.each(({ low }) => low) as ByColumn<number, K>; }

  /** The greatest number of each column. */
  get dataMax(): ByColumn<number, K> { return this.each(({ high }) => high) as ByColumn<number, K>; }

  /** What each column is multiplied by. */
  get scale(): ByColumn<number, K> { return this.each((state) => this.#factors(state).scale) as ByColumn<number, K>; }

  /** What is added to each column then. */
  get min(): ByColumn<number, K> { return this.each((state) => this.#factors(state).min) as ByColumn<number, K>; }

  protected override partOf(column: Column): Extent { return extentOf(floatsOf(this.label, column)); }
  protected override merged(a: Extent, b: Extent): Extent { return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) }; }
  /** Of no numbers there is no extent. */
  protected override finished(part: Extent): Extent { return part.low > part.high ? { low: NaN, high: NaN } : part; }

  protected override scaling(state: Extent): (value: number) => number {
    const { scale, min } = this.#factors(state);
    const [low, high] = this.featureRange;
    return this.clip ? (value) => Math.min(high, Math.max(low, value * scale + min)) : (value) => value * scale + min;
  }

  protected override unscaling(state: Extent): (value: number) => number {
    const { scale, min } = this.#factors(state);
    return (value) => (value - min) / scale;
  }

  protected override options(): Json { return { ...(this.columns === null ? {} : { columns: this.columns }), featureRange: this.featureRange, clip: this.clip }; }
  protected override stateToJson({ low, high }: Extent): Json { return { low: cellToJson(low), high: cellToJson(high) }; }
  protected override stateFromJson(json: JsonReader): Extent { return { low: json.field("low").number(), high: json.field("high").number() }; }

  #factors({ low, high }: Extent): { scale: number; min: number } {
    const [from, to] = this.featureRange;
    const scale = (to - from) / scaleOrOne(high - low);
    return { scale, min: from - low * scale };
  }
}
