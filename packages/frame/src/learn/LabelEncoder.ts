import { ArgumentError, markKind, StateError } from "@framepool/errors";
import { columnFromValues } from "../build/column-from-values.js";
import type { Cell } from "../cell.js";
import { INT32 } from "../data-types.js";
import { seriesOf, type Series } from "../Series.js";
import { columnOfList } from "../verbs/creation/make-column.js";
import { floatsOf } from "../verbs/numbers/floats.js";
import type { Categories } from "./categories.js";
import { categoryCodes, learnedCodes, MISSING, refuseUnknown, valuesAt } from "./codes.js";
import { FIT, isFitSource, type FitSource } from "./fit-source.js";
import { categoriesFromJson, categoriesToJson, readJson, type TransformerJson } from "./json.js";
import { categoriesOf, mergeTallies, tallyOf, type Tally } from "./tally.js";

type Labels<T> = Series<T> | readonly T[];

/**
 * The values of one Series, most often what is to be predicted, as numbers from 0 (int32) in the order of values. A missing
 * cell is a value, the last one.
 * @example
 * ```ts
 * import { LabelEncoder } from "@framepool/frame";
 * const encoder = new LabelEncoder();
 * encoder.fitTransform(["no", "yes", "no"]).toList(); // → [ 0, 1, 0 ]
 * encoder.classes; // → [ 'no', 'yes' ]
 * encoder.inverseTransform([1, 0]).toList(); // → [ 'yes', 'no' ]
 * ```
 */
export class LabelEncoder<T extends Cell = Cell> {
  static {
    markKind(this, "an encoder");
  }

  #fitted: Categories | null = null;

  /** What {@link LabelEncoder.toJSON} gave, or the text of it. Throws ArgumentError for anything else. */
  static fromJSON(json: unknown): LabelEncoder {
    const { fitted } = readJson("LabelEncoder", json);
    const encoder = new LabelEncoder();
    const [only] = fitted ?? [];
    if (only !== undefined) encoder.#fitted = categoriesFromJson(only[1]);
    return encoder;
  }

  /** The values in the order of their numbers. */
  get classes(): readonly T[] { return this.#categories.values as readonly T[]; }

  /** Learns the values, and is given back. */
  fit(labels: Labels<T>): this;
  /** The same of a column that comes in parts, such as a pipeline's, in one pass. */
  fit(labels: FitSource): Promise<this>;
  fit(labels: Labels<T> | FitSource): this | Promise<this> {
    return isFitSource(labels) ? labels[FIT](this).then((part) => this.finish(part as Tally)) : this.finish(this.partial(labels));
  }

  /** Numbers for values. Throws FrameError for a value that is not known, naming its row. */
  transform(labels: Labels<T>): Series<number> {
    const column = columnOfList("LabelEncoder", labels);
    const codes = categoryCodes("LabelEncoder", column, this.#categories);
    if (codes.includes(MISSING)) throw new ArgumentError(`LabelEncoder: row ${String(codes.indexOf(MISSING))} is missing, and no value was when it was fitted`);
    refuseUnknown("LabelEncoder", column, codes);
    return seriesOf(columnFromValues(column.name, codes, INT32));
  }

  /** {@link LabelEncoder.fit}, then {@link LabelEncoder.transform}. */
  fitTransform(labels: Labels<T>): Series<number> {
    const column = columnOfList("LabelEncoder", labels);
    const { categories, codes } = learnedCodes("LabelEncoder", column);
    this.#fitted = categories;
    refuseUnknown("LabelEncoder", column, codes);
    return seriesOf(columnFromValues(column.name, codes, INT32));
  }

  /** Values for numbers. Throws FrameError for a number that there is not. */
  inverseTransform(codes: Labels<number>): Series<T> {
    const column = columnOfList("LabelEncoder", codes);
    return seriesOf(valuesAt("LabelEncoder", column.name, this.#categories, Int32Array.from(floatsOf("LabelEncoder", column))));
  }

  /** What there is to learn in some of the rows: plain data. */
  partial(labels: Labels<T>): Tally { return tallyOf("LabelEncoder", columnOfList("LabelEncoder", labels)); }

  merge(a: Tally, b: Tally): Tally { return mergeTallies(a, b); }

  finish(part: Tally): this {
    this.#fitted = categoriesOf(part);
    return this;
  }

  toJSON(): TransformerJson { return { transformer: "LabelEncoder", options: {}, fitted: this.#fitted === null ? null : [["", categoriesToJson(this.#fitted)]] }; }

  get #categories(): Categories {
    if (this.#fitted === null) throw new StateError("this LabelEncoder has learned nothing yet: call fit(series) first");
    return this.#fitted;
  }
}
