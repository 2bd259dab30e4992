import { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
import { take } from "../take/take.js";
import { firstRows, markMissing, renumbered, type Codes } from "./codes.js";
import { enterPlaces, fewPlaces } from "./picked-codes.js";
import { TextTable } from "./text-table.js";

/** Codes of text or bytes, and the table of the distinct cells, which waits to be closed. */
export interface TextCodes extends Codes {
  readonly texts: TextTable;
}

/** Codes of a column of text or binary. */
export function codesOfText(column: Column): TextCodes {
  const texts = new TextTable();
  const codes = enteredTexts(column, texts);
  return { codes, count: texts.count, first: firstRows(codes, texts.count), texts };
}

/** The codes of a column of text or binary, whose cells are entered; -1 where one is missing. */
export function enteredTexts(column: Column, texts: TextTable): Int32Array {
  const codes = new Int32Array(column.length);
  for (const [k, vector] of column.vectors.entries()) enterText(vector, texts, codes.subarray(column.starts[k], column.starts[k + 1]));
  return codes;
}

/** The codes of cells of text or binary that were entered before, -1 for others; `missing` where one is missing. */
export function foundTexts(column: Column, texts: TextTable, missing: number): Int32Array {
  const codes = new Int32Array(column.length);
  for (const [k, vector] of column.vectors.entries()) findText(vector, texts, codes.subarray(column.starts[k], column.starts[k + 1]), missing);
  return codes;
}

/** Enters the cells of a vector of text. */
function enterText(vector: Vector, texts: TextTable, codes: Int32Array): void {
  markMissing(vector, codes, -1);
  const places = fewPlaces(vector);
  if (places !== null) enterPlaces(places, vector, texts, codes);
  else if (vector.length > 0) texts.enterAll(vector.storage.data as Uint8Array, endsOf(vector), codes);
}

/** Looks the cells of a vector of text up. */
function findText(vector: Vector, texts: TextTable, codes: Int32Array, missing: number): void {
  markMissing(vector, codes, -1);
  if (vector.length > 0) texts.findAll(vector.storage.data as Uint8Array, endsOf(vector), codes);
  markMissing(vector, codes, missing);
}

/** Where the cells of a vector begin, and the last one ends. */
export function endsOf({ storage, offset, length }: Vector): Int32Array | BigInt64Array {
  return storage.offsets!.subarray(offset, offset + length + 1);
}

/** Codes of a dictionary column of text: each dictionary is looked through once at most, and rows only go through tables. The table waits to be closed. */
export function codesOfDictionary(column: Column): Codes & { readonly texts: TextTable; readonly places: Int32Array } {
  const texts = new TextTable();
  const { places, ...own } = renumbered(enteredCategories(column, texts), texts.count);
  return { ...own, texts, places };
}

/** As {@link enteredTexts}, of a dictionary column of text: values that no row has may be entered, too. */
export function enteredCategories(column: Column, texts: TextTable): Int32Array {
  return throughTables(column, (dictionary, table) => enterText(dictionary, texts, table), -1);
}

/** As {@link foundTexts}, of a dictionary column of text. */
export function foundCategories(column: Column, texts: TextTable, missing: number): Int32Array {
  return throughTables(column, (dictionary, table) => findText(dictionary, texts, table, missing), missing);
}

/**
 * What `lookUp` makes of the values of each dictionary, for each row. Of a dictionary of many values and few rows, as a slice or a group
 * of a column with many categories has, only values that these rows have are looked up, in the order of the dictionary.
 */
function throughTables(column: Column, lookUp: (values: Vector, table: Int32Array) => void, missing: number): Int32Array {
  const codes = new Int32Array(column.length);
  const pieces = new Map<Vector, number[]>();
  for (const [k, { storage }] of column.vectors.entries()) {
    const own = pieces.get(storage.dictionary!);
    if (own === undefined) pieces.set(storage.dictionary!, [k]);
    else own.push(k);
  }
  for (const [dictionary, own] of pieces) {
    const places = usedPlaces(own.map((k) => column.vectors[k]!), dictionary.length);
    const all = Column.of("", dictionary);
    const { vectors, starts, length } = places === null ? all : take(all, places);
    const table = new Int32Array(length);
    for (const [k, values] of vectors.entries()) lookUp(values, table.subarray(starts[k], starts[k + 1]));
    for (const k of own) copyCodes(column.vectors[k]!, table, places, codes.subarray(column.starts[k], column.starts[k + 1]), missing);
  }
  return codes;
}

/** A dictionary of so many values for each row is looked through as soon as picked from. */
const MANY_VALUES = 8;

/** The places in a dictionary that rows have, rising; null where all of it is looked through. */
function usedPlaces(vectors: readonly Vector[], values: number): Int32Array | null {
  const rows = vectors.reduce((sum, { length }) => sum + length, 0);
  if (rows * MANY_VALUES > values) return null;
  const used = new Set<number>();
  for (const { storage, offset, length } of vectors) {
    for (let i = offset; i < offset + length; i++) {
      const place = Number(storage.data![i]!);
      if (place >= 0 && place < values) used.add(place); // a missing row may have any
    }
  }
  return Int32Array.from(used).sort();
}

function copyCodes(vector: Vector, table: Int32Array, places: Int32Array | null, codes: Int32Array, missing: number): void {
  const { storage, offset, length } = vector;
  const data = storage.data!;
  for (let i = 0; i < length; i++) {
    const place = Number(data[offset + i]!);
    codes[i] = table[places === null ? place : indexOf(places, place)] ?? missing;
  }
  markMissing(vector, codes, missing);
}

/** Where a number is among rising ones; -1 if it is not. */
function indexOf(rising: Int32Array, sought: number): number {
  let [low, high] = [0, rising.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < sought) low = middle + 1;
    else high = middle;
  }
  return rising[low] === sought ? low : -1;
}
