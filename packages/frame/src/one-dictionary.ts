import { makeBuilder } from "./build/make-builder.js";
import { Column } from "./column.js";
import { INT32, type DataType } from "./data-types.js";
import { Storage } from "./storage.js";
import { Vector } from "./vector.js";

/**
 * The same categories with one dictionary for all of the column's vectors, values in order of first appearance. A
 * column that has one already, and one that is no category, is given back as it is.
 */
export function oneDictionary(column: Column): Column {
  const { type, vectors } = column;
  if (type.kind !== "dictionary" || type.values.kind !== "utf8") return column;
  const dictionaries = new Set(vectors.map(({ storage }) => storage.dictionary!));
  if (dictionaries.size < 2) return column;
  const codeOf = new Map<string, number>();
  const values = makeBuilder(type.values);
  /** for each dictionary, the new code of each of its codes; -1 where the value itself is missing */
  const codes = new Map([...dictionaries].map((dictionary) => [dictionary, Int32Array.from({ length: dictionary.length }, (_, code) => enter(dictionary, code))]));
  function enter(dictionary: Vector, code: number): number {
    const value = dictionary.get(code);
    if (typeof value !== "string") return -1;
    const known = codeOf.get(value);
    if (known !== undefined) return known;
    codeOf.set(value, codeOf.size);
    values.append(value);
    return codeOf.size - 1;
  }
  const most = 2 ** (type.index.signed ? type.index.bits - 1 : type.index.bits);
  const widened: DataType & { kind: "dictionary" } = { ...type, index: codeOf.size > most ? INT32 : type.index };
  const dictionary = values.finish();
  return new Column(column.name, widened, vectors.map((vector) => recoded(vector, widened, { codes: codes.get(vector.storage.dictionary!)!, dictionary })), column.facts);
}

/** Another dictionary, and the code in it of each code, and of a missing cell (none: it stays missing); one below 0 is a missing cell. */
export interface OtherCodes {
  readonly dictionary: Vector;
  readonly codes: Int32Array;
  readonly ofMissing?: number;
}

/** A window under another dictionary. */
export function recoded(vector: Vector, type: Extract<DataType, { kind: "dictionary" }>, { dictionary, codes, ofMissing = -1 }: OtherCodes): Vector {
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
