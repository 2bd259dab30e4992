import { makeBuilder } from "./build/make-builder.js";
import { Column } from "./column.js";
import type { DataType } from "./data-types.js";
import { DistinctValues, indexFor, isDistinguished } from "./distinct-values.js";
import { typeOver } from "./nested-types.js";
import { Storage } from "./storage.js";
import { Vector } from "./vector.js";

type DictionaryType = Extract<DataType, { kind: "dictionary" }>;

/**
 * The same cells with one dictionary for all of the column's vectors, values in order of first appearance; so are those
 * within lists and structs. A column that has one already, or none, is given back as it is.
 */
export function oneDictionary(column: Column): Column {
  const vectors = underOneDictionary(column.vectors);
  return vectors === column.vectors ? column : new Column(column.name, vectors[0]!.type, vectors, column.facts);
}

function underOneDictionary(vectors: readonly Vector[]): readonly Vector[] {
  const [first] = vectors;
  if (first === undefined || vectors.length === 1) return vectors;
  if (first.type.kind === "dictionary") return withOneDictionary(vectors, first.type);
  const { children } = first.storage;
  const own = children.map((_, place) => vectors.map(({ storage }) => storage.children[place]!));
  const made = own.map(underOneDictionary);
  if (made.every((child, place) => child === own[place])) return vectors;
  return vectors.map((vector, k) => withChildren(vector, made.map((child) => child[k]!)));
}

function withOneDictionary(vectors: readonly Vector[], type: DictionaryType): readonly Vector[] {
  const dictionaries = [...new Set(vectors.map(({ storage }) => storage.dictionary!))];
  if (dictionaries.length < 2 || !isDistinguished(type.values)) return vectors;
  const values = new DistinctValues(type.values);
  const codes = new Map(dictionaries.map((dictionary) => [dictionary, values.enter(dictionary)]));
  const widened: DictionaryType = { ...type, index: indexFor(type.index, values.size) };
  const dictionary = values.taken();
  // Slices of one list have one vector of items, all of them: it is coded anew once.
  const made = new Map([...new Set(vectors)].map((vector) => [vector, recoded(vector, widened, { codes: codes.get(vector.storage.dictionary!)!, dictionary })]));
  return vectors.map((vector) => made.get(vector)!);
}

/** A window over other children, one for each it had, of as many rows. */
export function withChildren({ storage, offset, length }: Vector, children: readonly Vector[]): Vector {
  const { validity, offsets, data, typeIds } = storage;
  return new Vector(new Storage(typeOver(storage.type, children), storage.length, { validity, offsets, data, typeIds, children }), offset, length);
}

/** Another dictionary, and the code in it of each code, and of a missing cell (none: it stays missing); one below 0 is a missing cell. */
export interface OtherCodes {
  readonly dictionary: Vector;
  readonly codes: Int32Array;
  readonly ofMissing?: number;
}

/** A window under another dictionary. */
export function recoded(vector: Vector, type: DictionaryType, { dictionary, codes, ofMissing = -1 }: OtherCodes): Vector {
  const { storage, offset, length } = vector;
  const data = storage.data!;
  const builder = makeBuilder(type.index, length);
  for (let i = 0; i < length; i++) {
    const code = vector.isNull(i) ? ofMissing : codes[Number(data[offset + i]!)]!;
    builder.append(code < 0 ? null : code);
  }
  const made = builder.finish().storage;
  return new Vector(new Storage(type, length, { data: made.data, validity: made.validity, dictionary }));
}
