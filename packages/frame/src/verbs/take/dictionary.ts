import { bitmapBytes, clearBit } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import type { DataType } from "../../data-types.js";
import { DistinctValues, indexFor } from "../../distinct-values.js";
import { layoutOf } from "../../layout.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import { takeValidity } from "./bits.js";
import { takeFixed } from "./fixed.js";
import type { Picks } from "./picks.js";

type DictionaryType = Extract<DataType, { kind: "dictionary" }>;

/** Codes of the picked rows. One dictionary is shared; several become one, with wider codes where those of the type have no room. */
export function takeDictionary(type: DictionaryType, vectors: readonly Vector[], picks: Picks): Vector {
  const validity = takeValidity(vectors, picks);
  const first = vectors[0]!.storage.dictionary!;
  if (vectors.every(({ storage }) => sameWindow(storage.dictionary!, first))) {
    return new Vector(new Storage(type, picks.length, { data: takeFixed(type, vectors, picks), dictionary: first, validity }));
  }
  const { dictionary, codes } = united(type, vectors);
  const made: DictionaryType = { ...type, index: indexFor(type.index, dictionary.length) };
  return new Vector(new Storage(made, picks.length, { ...newCodes(made, vectors, picks, codes, validity), dictionary }));
}

/** The values of several dictionaries as one, and their codes in it for each vector. */
interface United {
  readonly dictionary: Vector;
  readonly codes: readonly Int32Array[];
}

// Whoever goes through a column slice by slice asks for the same again and again.
const UNITED = new WeakMap<readonly Vector[], United>();

function united(type: DictionaryType, vectors: readonly Vector[]): United {
  const known = UNITED.get(vectors);
  if (known !== undefined) return known;
  const values = new DistinctValues(type.values);
  const codesOf = new Map([...new Set(vectors.map(({ storage }) => storage.dictionary!))].map((dictionary) => [dictionary, values.enter(dictionary)]));
  const made = { dictionary: values.taken(), codes: vectors.map(({ storage }) => codesOf.get(storage.dictionary!)!) };
  UNITED.set(vectors, made);
  return made;
}

/** Whether a dictionary of some vectors is none of others. */
export function haveMore(vectors: readonly Vector[], others: readonly Vector[]): boolean {
  const known = [...new Set(others.map(({ storage }) => storage.dictionary!))];
  return vectors.some(({ storage }) => !known.some((dictionary) => sameWindow(dictionary, storage.dictionary!)));
}

function sameWindow(a: Vector, b: Vector): boolean {
  return a === b || (a.storage === b.storage && a.offset === b.offset && a.length === b.length);
}

/** The codes of rows under other codes; a value that is missing in its dictionary makes a missing row. */
function newCodes(type: DictionaryType, vectors: readonly Vector[], { length, piece, row }: Picks, codes: readonly Int32Array[], validity: Uint8Array | null): Pick<Storage, "data" | "validity"> {
  const { array } = layoutOf(type)!;
  const data = sharedArray(array, length).subarray(0, length);
  let bits = validity;
  const set = data instanceof BigInt64Array || data instanceof BigUint64Array ? (i: number, code: number) => void (data[i] = BigInt(code)) : (i: number, code: number) => void (data[i] = code);
  for (let i = 0; i < length; i++) {
    if (row[i]! < 0) continue;
    const k = piece === null ? 0 : piece[i]!;
    const { storage, offset } = vectors[k]!;
    // A missing row may hold any code.
    const code = codes[k]![Number(storage.data![offset + row[i]!]!)] ?? 0;
    if (code >= 0) set(i, code);
    else clearBit((bits = bits === validity ? ownBits(validity, length) : bits!), i);
  }
  return { data, validity: bits };
}

function ownBits(bits: Uint8Array | null, length: number): Uint8Array {
  const own = sharedArray(Uint8Array, bitmapBytes(length));
  if (bits === null) own.fill(0xff);
  else own.set(bits.subarray(0, bitmapBytes(length)));
  return own;
}
