import { FrameError } from "@framepool/errors";
import { columnFromValues } from "../../build/column-from-values.js";
import { sharedArray } from "../../build/growing.js";
import type { Cell } from "../../cell.js";
import { INT32, typeName, type DataType } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import { takeValidity } from "./bits.js";
import { takeFixed } from "./fixed.js";
import type { Picks } from "./picks.js";

type DictionaryType = Extract<DataType, { kind: "dictionary" }>;

/** Codes of the picked rows. One dictionary is shared; several become one, with codes of 32 bits. */
export function takeDictionary(type: DictionaryType, vectors: readonly Vector[], picks: Picks): Vector {
  const validity = takeValidity(vectors, picks);
  const first = vectors[0]!.storage.dictionary!;
  if (vectors.every(({ storage }) => sameWindow(storage.dictionary!, first))) {
    return new Vector(new Storage(type, picks.length, { data: takeFixed(type, vectors, picks), dictionary: first, validity }));
  }
  if (type.values.kind !== "utf8") throw new FrameError(`rows of several vectors of type ${typeName(type)} cannot be picked: their dictionaries differ`);
  const { texts, codes } = mergeTexts(vectors.map(({ storage }) => storage.dictionary!));
  const dictionary = columnFromValues("", texts, type.values).vectors[0]!;
  return new Vector(new Storage({ ...type, index: INT32 }, picks.length, { data: newCodes(vectors, picks, codes), dictionary, validity }));
}

function sameWindow(a: Vector, b: Vector): boolean {
  return a === b || (a.storage === b.storage && a.offset === b.offset && a.length === b.length);
}

/** The values of several dictionaries once each, in order of appearance, and for each dictionary the new codes. */
function mergeTexts(dictionaries: readonly Vector[]): { texts: Cell[]; codes: Int32Array[] } {
  const places = new Map<Cell, number>();
  const codes = dictionaries.map((dictionary) =>
    Int32Array.from({ length: dictionary.length }, (_, code) => {
      const text = dictionary.get(code);
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return place;
    }),
  );
  return { texts: [...places.keys()], codes };
}

function newCodes(vectors: readonly Vector[], { length, piece, row }: Picks, codes: readonly Int32Array[]): Int32Array {
  const out = sharedArray(Int32Array, length).subarray(0, length);
  for (let i = 0; i < length; i++) {
    if (row[i]! < 0) continue;
    const k = piece === null ? 0 : piece[i]!;
    const { storage, offset } = vectors[k]!;
    // A missing row may hold any code.
    out[i] = codes[k]![Number(storage.data![offset + row[i]!]!)] ?? 0;
  }
  return out;
}
