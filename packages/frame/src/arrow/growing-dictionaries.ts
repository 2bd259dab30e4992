import type * as Arrow from "apache-arrow";
import { INT32, type DataType } from "../data-types.js";
import { DistinctValues, isDistinguished } from "../distinct-values.js";
import { childTypes, withChildTypes } from "../nested-types.js";
import { recoded, withChildren } from "../one-dictionary.js";
import type { Vector } from "../vector.js";
import { dataOf, type Dictionaries } from "./to-arrow.js";
import { typeToArrow, type ArrowModule } from "./type-to-arrow.js";

type DictionaryType = Extract<DataType, { kind: "dictionary" }>;

/** The type under which a column is written whose dictionaries grow with every batch: a code may become large. */
export function growingType(type: DataType): DataType {
  if (grows(type)) return { ...type, index: INT32 };
  return withChildTypes(type, childTypes(type).map(growingType));
}

function grows(type: DataType): type is DictionaryType {
  return type.kind === "dictionary" && isDistinguished(type.values);
}

/** The dictionaries of a column in a file, its own or those within it. */
export class GrowingDictionaries {
  readonly #own: GrowingDictionary | null;
  readonly #within: readonly GrowingDictionaries[];

  /** @param type as {@link growingType} gives it */
  constructor(arrow: ArrowModule, type: DataType) {
    this.#own = grows(type) ? new GrowingDictionary(arrow, type) : null;
    this.#within = childTypes(type).map((child) => new GrowingDictionaries(arrow, child));
  }

  /** The rows with codes of these dictionaries, which `dictionaries` then knows. */
  enter(vector: Vector, dictionaries: Dictionaries): Vector {
    if (this.#own !== null) return this.#own.enter(vector, dictionaries);
    const { children } = vector.storage;
    const entered = children.map((child, place) => this.#within[place]!.enter(child, dictionaries));
    return entered.every((child, place) => child === children[place]) ? vector : withChildren(vector, entered);
  }
}

/** The codes of a dictionary in the growing one, of which `dictionary` is what it added. */
interface Known {
  readonly from: Vector;
  readonly codes: Int32Array;
  readonly dictionary: Vector;
}

/**
 * The one dictionary of a column in a file: values are put behind those that were written before, as a delta, since a
 * file has no place for another dictionary.
 */
class GrowingDictionary {
  readonly #arrow: ArrowModule;
  readonly #type: DictionaryType;
  readonly #values: DistinctValues;
  readonly #chunks: Arrow.Data[] = [];
  /** what the vector before had: those of one column mostly have the same */
  #last: Known | null = null;
  /** the vector before, and its rows under these codes: slices of one list have one vector of items, all of them */
  #entered: { readonly from: Vector; readonly made: Vector } | null = null;

  constructor(arrow: ArrowModule, type: DictionaryType) {
    this.#arrow = arrow;
    this.#type = type;
    this.#values = new DistinctValues(type.values);
  }

  enter(vector: Vector, dictionaries: Dictionaries): Vector {
    const from = vector.storage.dictionary!;
    const known = this.#last?.from === from ? this.#last : (this.#last = this.#added(from, dictionaries));
    dictionaries.set(known.dictionary, new this.#arrow.Vector([...this.#chunks]));
    if (this.#entered?.from !== vector) this.#entered = { from: vector, made: recoded(vector, this.#type, known) };
    return this.#entered.made;
  }

  #added(from: Vector, dictionaries: Dictionaries): Known {
    const codes = this.#values.enter(from);
    const dictionary = this.#values.taken();
    // The first chunk tells the writer that it is the same dictionary, so there is one from the start.
    if (dictionary.length > 0 || this.#chunks.length === 0) this.#chunks.push(dataOf(this.#arrow, dictionary, typeToArrow(this.#arrow, this.#type.values), dictionaries));
    return { from, codes, dictionary };
  }
}
