import { ArgumentError } from "@framepool/errors";
import type { Aggregate } from "../aggregates/aggregate.js";
import { median, quantile } from "../aggregates/quantile.js";
import type { Column } from "../column.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { checkRange } from "./check-range.js";
import { cellToJson, columnsFromJson, readJson, type Json } from "./json.js";
import type { JsonReader } from "./json-reader.js";
import { scaleOrOne } from "./scale-or-one.js";
import { Scaler, type ByColumn } from "./Scaler.js";
import { finishStates, mergeStates, statesOf, type States } from "./states.js";

/** How {@link RobustScaler} scales. */
export interface RobustScalerOptions<K extends string = string> {
  /** the columns to scale (default: all) */
  readonly columns?: readonly K[];
  /** move the median to 0 (default true) */
  readonly withCentering?: boolean;
  /** scale the range between two quantiles to 1 (default true) */
  readonly withScaling?: boolean;
  /** the two, in percent (default `[25, 75]`) */
  readonly quantileRange?: readonly [low: number, high: number];
}

interface Fitted {
  readonly center: number;
  readonly scale: number;
}

/**
 * Numbers less their median, divided by the range between their quartiles: outliers have no say. Learning keeps the
 * numbers of a column in memory.
 * @example
 * ```ts
 * import { DataFrame, RobustScaler } from "@framepool/frame";
 * new RobustScaler().fitTransform(new DataFrame({ Fare: [1, 2, 3, 4, 500] })).toColumns(); // → { Fare: [ -1, -0.5, 0, 0.5, 248.5 ] }
 * ```
 */
export class RobustScaler<const K extends string = string> extends Scaler<States, Fitted, K> {
  readonly withCentering: boolean;
  readonly withScaling: boolean;
  readonly quantileRange: readonly [low: number, high: number];
  readonly #aggregates: readonly Aggregate[];
  protected readonly label = "RobustScaler";

  constructor(options: RobustScalerOptions<K> = {}) {
    const { columns, withCentering = true, withScaling = true, quantileRange = [25, 75] } = checkOptions("RobustScaler", options, { columns: "names", withCentering: "flag", withScaling: "flag", quantileRange: "own" });
    super(columns);
    checkRange("RobustScaler", "quantileRange", quantileRange);
    const [low, high] = quantileRange;
    if (!(low >= 0 && low <= high && high <= 100)) throw new ArgumentError(`RobustScaler: quantileRange rises from 0 to 100, and ${quantileRange.join(", ")} does not`);
    this.withCentering = withCentering;
    this.withScaling = withScaling;
    this.quantileRange = quantileRange;
    this.#aggregates = [median, quantile(low / 100), quantile(high / 100)];
  }

  /** What {@link RobustScaler.toJSON} gave, or the text of it. Throws ArgumentError for anything else. */
  static fromJSON(json: unknown): RobustScaler {
    const read = readJson("RobustScaler", json);
    const { options } = read;
    const [low, high] = options.field("quantileRange").tuple(2);
    const [withCentering, withScaling] = [options.field("withCentering").flag(), options.field("withScaling").flag()];
    return new RobustScaler({ ...columnsFromJson(options), withCentering, withScaling, quantileRange: [low!.number(), high!.number()] }).restored(read);
  }

  /** Median of each column. */
  get center(): ByColumn<number, K> { return this.each(({ center }) => center) as ByColumn<number, K>; }

  /** What each column is divided by. */
  get scale(): ByColumn<number, K> { return this.each(({ scale }) => scale) as ByColumn<number, K>; }

  protected override partOf(column: Column): States { return statesOf(this.#aggregates, this.label, column); }
  protected override merged(a: States, b: States): States { return mergeStates(this.#aggregates, a, b); }

  protected override finished(part: States): Fitted {
    const [center, low, high] = finishStates(this.#aggregates, part);
    return { center: center!, scale: scaleOrOne(high! - low!) };
  }

  protected override scaling({ center, scale }: Fitted): (value: number) => number {
    const [moved, divisor] = this.#factors(center, scale);
    return (value) => (value - moved) / divisor;
  }

  protected override unscaling({ center, scale }: Fitted): (value: number) => number {
    const [moved, divisor] = this.#factors(center, scale);
    return (value) => value * divisor + moved;
  }

  protected override options(): Json {
    const { columns, withCentering, withScaling, quantileRange } = this;
    return { ...(columns === null ? {} : { columns }), withCentering, withScaling, quantileRange };
  }

  protected override stateToJson({ center, scale }: Fitted): Json { return { center: cellToJson(center), scale: cellToJson(scale) }; }
  protected override stateFromJson(json: JsonReader): Fitted { return { center: json.field("center").number(), scale: json.field("scale").number() }; }

  #factors(center: number, scale: number): [moved: number, divisor: number] { return [this.withCentering ? center : 0, this.withScaling ? scale : 1]; }
}
