import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import type { DataFrame } from "../DataFrame.js";
import { makeFrame } from "../frame-maker.js";
import type { Encoded, Scaled } from "../types.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { floatColumn, floatsOf, newFloats } from "../verbs/numbers/floats.js";
import type { Categories } from "./categories.js";
import { CategoryEncoder } from "./CategoryEncoder.js";
import { checkCategories } from "./check-categories.js";
import { MISSING, UNKNOWN, valuesAt } from "./codes.js";
import { columnsFromJson, givenFromJson, readJson, type Json } from "./json.js";
import type { JsonReader } from "./json-reader.js";

const UNKNOWNS = ["error", "useEncodedValue"] as const;

/** How {@link OrdinalEncoder} encodes. */
export interface OrdinalEncoderOptions<K extends string = string> {
  /** the columns to encode (default: all) */
  readonly columns?: readonly K[];
  /** the values of each column in the order of their numbers (default: those that are there, rising) */
  readonly categories?: { readonly [column: string]: readonly Cell[] };
  /** what happens to a value that was not there at `fit`: `"error"` (default), or it is encoded as `unknownValue` */
  readonly handleUnknown?: "error" | "useEncodedValue";
  readonly unknownValue?: number | null;
  /** the code of missing cells (default: they stay missing) */
  readonly encodedMissingValue?: number | null;
}

/**
 * Each value as its number, float64, by the order of values.
 * @example
 * ```ts
 * import { DataFrame, OrdinalEncoder } from "@framepool/frame";
 * const encoder = new OrdinalEncoder();
 * encoder.fitTransform(new DataFrame({ Sex: ["male", "female", null] })).toColumns(); // → { Sex: [ 1, 0, null ] }
 * encoder.inverseTransform(new DataFrame({ Sex: [0, 1] })).toColumns(); // → { Sex: [ 'female', 'male' ] }
 * ```
 */
export class OrdinalEncoder<const K extends string = string> extends CategoryEncoder<K> {
  readonly handleUnknown: "error" | "useEncodedValue";
  readonly unknownValue: number | null;
  readonly encodedMissingValue: number | null;
  protected readonly label = "OrdinalEncoder";

  constructor(options: OrdinalEncoderOptions<K> = {}) {
    const { columns, categories = {}, handleUnknown = "error", unknownValue, encodedMissingValue = null } = checkOptions("OrdinalEncoder", options, { columns: "names", categories: "own", handleUnknown: UNKNOWNS, unknownValue: "own", encodedMissingValue: "own" });
    checkCategories("OrdinalEncoder", categories);
    super(columns, categories);
    for (const [name, code] of Object.entries({ unknownValue, encodedMissingValue })) {
      if (code !== undefined && code !== null && typeof code !== "number") throw new ArgumentError(`OrdinalEncoder: ${name} is a number or null, not ${shown(code)}`);
    }
    if ((handleUnknown === "error") !== (unknownValue === undefined)) throw new ArgumentError(`OrdinalEncoder: unknownValue is given with handleUnknown: "useEncodedValue", and only with it; it is ${shown(unknownValue)}`);
    this.handleUnknown = handleUnknown;
    this.unknownValue = unknownValue ?? null;
    this.encodedMissingValue = encodedMissingValue;
  }

  /** What {@link OrdinalEncoder.toJSON} gave, or the text of it. Throws ArgumentError for anything else. */
  static fromJSON(json: unknown): OrdinalEncoder {
    const read = readJson("OrdinalEncoder", json);
    const { options } = read;
    const unknownValue = options.field("unknownValue").optional(numberOrNull);
    return new OrdinalEncoder({
      ...columnsFromJson(options),
      categories: givenFromJson(options.field("categories")),
      handleUnknown: options.field("handleUnknown").word(UNKNOWNS),
      ...(unknownValue === undefined ? {} : { unknownValue }),
      encodedMissingValue: numberOrNull(options.field("encodedMissingValue")),
    }).restored(read);
  }

  /** The frame with numbers for values; other columns are shared. Throws FrameError for a value that is not known, naming its row. */
  override transform<S>(frame: DataFrame<S>): DataFrame<Scaled<S, K>> { return makeFrame(this.inPlace(frame, (column, categories) => this.#encoded(column, categories))); }

  /** {@link OrdinalEncoder.fit}, then {@link OrdinalEncoder.transform}. */
  override fitTransform<S>(frame: DataFrame<S>): DataFrame<Scaled<S, K>> { return this.fit(frame).transform(frame); }

  /** The frame with values for numbers; what was encoded as unknown is missing. */
  override inverseTransform<S>(frame: DataFrame<S>): DataFrame<Encoded<S, K>> { return makeFrame(this.inPlace(frame, (column, categories) => this.#decoded(column, categories))); }

  protected override options(): Json {
    const { columns, handleUnknown, unknownValue, encodedMissingValue } = this;
    return { ...(columns === null ? {} : { columns }), categories: this.givenJson(), handleUnknown, ...(handleUnknown === "error" ? {} : { unknownValue }), encodedMissingValue };
  }

  #encoded(column: Column, categories: Categories): Column {
    const codes = this.codesOf(column, categories, this.handleUnknown === "error");
    const { nullAt } = categories;
    const unknown = this.unknownValue ?? NaN;
    const missing = this.encodedMissingValue ?? NaN;
    const encoded = newFloats(codes.length);
    for (let row = 0; row < encoded.length; row++) {
      const code = codes[row]!;
      encoded[row] = code === UNKNOWN ? unknown : code === MISSING || code === nullAt ? missing : code;
    }
    return floatColumn(column.name, encoded);
  }

  #decoded(column: Column, categories: Categories): Column {
    const numbers = floatsOf(this.label, column);
    const unknown = this.handleUnknown === "error" ? null : this.unknownValue;
    const places = new Int32Array(numbers.length);
    for (let row = 0; row < places.length; row++) {
      const code = numbers[row]!;
      places[row] = code !== code || code === unknown || code === this.encodedMissingValue ? -1 : code;
    }
    return valuesAt(this.label, column.name, categories, places);
  }
}

function numberOrNull(json: JsonReader): number | null {
  return json.isNull ? null : json.number();
}
