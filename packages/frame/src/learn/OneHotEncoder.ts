import { FrameError } from "@framepool/errors";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import { typeOf, type DType } from "../data-types.js";
import type { DataFrame } from "../DataFrame.js";
import { makeFrame } from "../frame-maker.js";
import { columnNamed, Table } from "../table.js";
import type { CellOf, Dummied, Open } from "../types.js";
import { checkTable } from "../verbs/arguments/check-kind.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { toText } from "../verbs/conversion/astype/to-text.js";
import { checkIndicatorType, indicators } from "../verbs/conversion/indicators.js";
import { floatsOf } from "../verbs/numbers/floats.js";
import type { Categories } from "./categories.js";
import { CategoryEncoder } from "./CategoryEncoder.js";
import { checkCategories } from "./check-categories.js";
import { valuesAt } from "./codes.js";
import { columnsFromJson, givenFromJson, readJson, type Json } from "./json.js";

const DROPS = ["first", "ifBinary"] as const;
const UNKNOWNS = ["error", "ignore"] as const;

/** How {@link OneHotEncoder} encodes. */
export interface OneHotEncoderOptions<K extends string = string, D extends DType = DType> {
  /** the columns to encode (default: all) */
  readonly columns?: readonly K[];
  /** the values of each column (default: those that are there, rising; missing last) */
  readonly categories?: { readonly [column: string]: readonly Cell[] };
  /** leave out the first value of each column, or of those that have two; null (default): none */
  readonly drop?: "first" | "ifBinary" | null;
  /** what happens to a value that was not there at `fit`: `"error"` (default), or all its columns are 0 */
  readonly handleUnknown?: "error" | "ignore";
  /** type of the new columns (default `"float64"`) */
  readonly dtype?: D;
}

/**
 * One column of 0 and 1 for each value, `column_value`, behind the other columns. A missing cell is a value, `column_nan`,
 * where one was there at `fit`.
 * @example
 * ```ts
 * import { DataFrame, OneHotEncoder } from "@framepool/frame";
 * const encoder = new OneHotEncoder({ columns: ["Sex"], dtype: "int8" }).fit(new DataFrame({ Sex: ["male", "female"], n: [1, 2] }));
 * const encoded = encoder.transform(new DataFrame({ Sex: ["female"], n: [3] }));
 * encoded.toColumns(); // → { n: [ 3 ], Sex_female: [ 1 ], Sex_male: [ 0 ] }
 * encoder.inverseTransform(encoded).toColumns(); // → { n: [ 3 ], Sex: [ 'female' ] }
 * ```
 */
export class OneHotEncoder<const K extends string = string, const D extends DType = "float64"> extends CategoryEncoder<K> {
  readonly drop: "first" | "ifBinary" | null;
  readonly handleUnknown: "error" | "ignore";
  readonly dtype: DType;
  protected readonly label = "OneHotEncoder";

  constructor(options: OneHotEncoderOptions<K, D> = {}) {
    const { columns, categories = {}, drop = null, handleUnknown = "error", dtype = "float64" } = checkOptions("OneHotEncoder", options, { columns: "names", categories: "own", drop: [...DROPS, null], handleUnknown: UNKNOWNS, dtype: "own" });
    checkCategories("OneHotEncoder", categories);
    super(columns, categories);
    checkIndicatorType("OneHotEncoder", dtype);
    this.drop = drop;
    this.handleUnknown = handleUnknown;
    this.dtype = dtype;
  }

  /** What {@link OneHotEncoder.toJSON} gave, or the text of it. Throws ArgumentError for anything else. */
  static fromJSON(json: unknown): OneHotEncoder<string, DType> {
    const read = readJson("OneHotEncoder", json);
    const { options } = read;
    const drop = options.field("drop");
    return new OneHotEncoder({
      ...columnsFromJson(options),
      categories: givenFromJson(options.field("categories")),
      drop: drop.isNull ? null : drop.word(DROPS),
      handleUnknown: options.field("handleUnknown").word(UNKNOWNS),
      dtype: options.field("dtype").text() as DType,
    }).restored(read);
  }

  /** Names of the new columns, in order. */
  get featureNames(): readonly string[] { return [...this.fitted].flatMap(([name, categories]) => this.#names(name, categories).slice(this.#first(categories))); }

  /** The frame with indicator columns. Throws FrameError for a value that is not known, naming its row. */
  override transform<S>(frame: DataFrame<S>): DataFrame<Dummied<S, K, CellOf<D>>> { return makeFrame(this.inStead(frame, (column, categories) => this.#encoded(column, categories))); }

  /** {@link OneHotEncoder.fit}, then {@link OneHotEncoder.transform}. */
  override fitTransform<S>(frame: DataFrame<S>): DataFrame<Dummied<S, K, CellOf<D>>> { return this.fit(frame).transform(frame); }

  /** The frame with values for the indicator columns, behind the others. Rows of zeros are the value left out, or missing. */
  override inverseTransform(frame: DataFrame): DataFrame<Open> { return makeFrame(this.#decoded(frame)); }

  protected override options(): Json {
    const { columns, drop, handleUnknown, dtype } = this;
    return { ...(columns === null ? {} : { columns }), categories: this.givenJson(), drop, handleUnknown, dtype };
  }

  #encoded(column: Column, categories: Categories): Column[] {
    const codes = this.codesOf(column, categories, this.handleUnknown === "error");
    const first = this.#first(categories);
    return indicators(this.#names(column.name, categories).slice(first), typeOf(this.dtype), codes, first);
  }

  #decoded(frame: Table): Table {
    checkTable(this.label, frame);
    const gone = new Set<string>();
    const decoded = [...this.fitted].map(([name, categories]) => {
      const first = this.#first(categories);
      const places = new Int32Array(frame.numRows).fill(first === 1 ? 0 : -1);
      for (const [i, feature] of this.#names(name, categories).slice(first).entries()) {
        gone.add(feature);
        const flags = floatsOf(this.label, columnNamed(frame, feature));
        for (let row = 0; row < places.length; row++) if (flags[row] === 1) places[row] = i + first;
      }
      if (this.handleUnknown === "error" && places.includes(-1)) throw new FrameError(`OneHotEncoder: row ${String(places.indexOf(-1))} has no value for column "${name}": all its columns are 0`, { column: name, row: places.indexOf(-1) });
      return valuesAt(this.label, name, categories, places);
    });
    return new Table([...frame[COLUMNS].filter(({ name }) => !gone.has(name)), ...decoded], frame.numRows);
  }

  /** How many columns are left out at the beginning. */
  #first({ count }: Categories): 0 | 1 { return this.drop === "first" || (this.drop === "ifBinary" && count === 2) ? 1 : 0; }

  #names(column: string, categories: Categories): string[] {
    const texts = [...toText(categories.column(""))];
    return texts.map((text) => `${column}_${(text as string | null) ?? "nan"}`);
  }
}
