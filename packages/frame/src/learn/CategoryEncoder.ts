import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import type { Categories } from "./categories.js";
import { categoryCodes, refuseUnknown } from "./codes.js";
import { ColumnwiseTransformer } from "./ColumnwiseTransformer.js";
import { categoriesFromJson, categoriesToJson, cellToJson, type Json } from "./json.js";
import type { JsonReader } from "./json-reader.js";
import { categoriesOf, givenCategories, mergeTallies, tallyOf, type Tally } from "./tally.js";

/** What is learned of columns by their values: those that are there, or those that were given. */
export abstract class CategoryEncoder<K extends string> extends ColumnwiseTransformer<Tally, Categories> {
  readonly #given: ReadonlyMap<string, readonly Cell[]>;

  constructor(columns: readonly K[] | undefined, given: { readonly [column: string]: readonly Cell[] }) {
    super(columns);
    this.#given = new Map(Object.entries(given));
  }

  /** The values of each column, in their order; null is a missing cell. */
  get categories(): { readonly [column in K]: readonly Cell[] } { return this.each(({ values }) => values) as { readonly [column in K]: readonly Cell[] }; }

  protected override partOf(column: Column): Tally { return tallyOf(this.label, column); }
  protected override merged(a: Tally, b: Tally): Tally { return mergeTallies(a, b); }

  protected override finished(part: Tally, column: string): Categories {
    const given = this.#given.get(column);
    return given === undefined ? categoriesOf(part) : givenCategories(part, given);
  }

  /** The values that were given, as JSON. */
  protected givenJson(): Json { return Object.fromEntries([...this.#given].map(([name, values]) => [name, values.map(cellToJson)])); }

  protected override stateToJson(state: Categories): Json { return categoriesToJson(state); }
  protected override stateFromJson(json: JsonReader): Categories { return categoriesFromJson(json); }

  /** The place of each cell among the values. Throws FrameError for a value that is not one of them, naming its row, where such are refused. */
  protected codesOf(column: Column, categories: Categories, refuses: boolean): Int32Array {
    const codes = categoryCodes(this.label, column, categories);
    if (refuses) refuseUnknown(this.label, column, codes);
    return codes;
  }
}
