import type * as Arrow from "apache-arrow";
import { makeBuilder } from "../build/make-builder.js";
import { Column } from "../column.js";
import { INT32, type DataType } from "../data-types.js";
import { recoded } from "../one-dictionary.js";
import type { Vector } from "../vector.js";
import { dataOf, type Dictionaries } from "./to-arrow.js";
import { typeToArrow, type ArrowModule } from "./type-to-arrow.js";

type CategoryType = Extract<DataType, { kind: "dictionary" }>;

/** The type under which categories are written that grow with every batch: a code may become large. */
export function growingType(type: DataType): DataType {
  return isCategory(type) ? { ...type, index: INT32 } : type;
}

export function isCategory(type: DataType): type is CategoryType {
  return type.kind === "dictionary" && type.values.kind === "utf8";
}

/**
 * The one dictionary of a column in a file: values are put behind those that were written before, as a delta, since a
 * file has no place for another dictionary.
 */
export class GrowingDictionary {
  readonly #arrow: ArrowModule;
  readonly #codeOf = new Map<string, number>();
  readonly #chunks: Arrow.Data[] = [];

  constructor(arrow: ArrowModule) {
    this.#arrow = arrow;
  }

  /** The column with codes of this dictionary, which `dictionaries` then knows. */
  enter(column: Column, type: CategoryType, dictionaries: Dictionaries): Column {
    const values = makeBuilder(type.values);
    let added = 0;
    const enter = (dictionary: Vector, code: number): number => {
      const value = dictionary.get(code);
      if (typeof value !== "string") return -1;
      const known = this.#codeOf.get(value);
      if (known !== undefined) return known;
      this.#codeOf.set(value, this.#codeOf.size);
      values.append(value);
      added++;
      return this.#codeOf.size - 1;
    };
    const own = new Set(column.vectors.map(({ storage }) => storage.dictionary!));
    const codes = new Map([...own].map((dictionary) => [dictionary, Int32Array.from({ length: dictionary.length }, (_, code) => enter(dictionary, code))]));
    const more = values.finish();
    // The first chunk tells the writer that it is the same dictionary, so there is one from the start.
    if (added > 0 || this.#chunks.length === 0) this.#chunks.push(dataOf(this.#arrow, more, typeToArrow(this.#arrow, type.values), dictionaries));
    dictionaries.set(more, new this.#arrow.Vector([...this.#chunks]));
    return new Column(column.name, type, column.vectors.map((vector) => recoded(vector, type, { codes: codes.get(vector.storage.dictionary!)!, dictionary: more })), column.facts);
  }
}
