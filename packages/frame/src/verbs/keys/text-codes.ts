import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
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

/** Codes of a dictionary column of text: each dictionary is looked through once, and rows only go through tables. The table waits to be closed. */
export function codesOfDictionary(column: Column): Codes & { readonly texts: TextTable; readonly places: Int32Array } {
  const texts = new TextTable();
  const { places, ...own } = renumbered(enteredCategories(column, texts), texts.count);
  return { ...own, texts, places };
}

/** As {@link enteredTexts}, of a dictionary column of text: values that no row has are entered, too. */
export function enteredCategories(column: Column, texts: TextTable): Int32Array {
  return throughTables(column, (dictionary, table) => enterText(dictionary, texts, table), -1);
}

/** As {@link foundTexts}, of a dictionary column of text. */
export function foundCategories(column: Column, texts: TextTable, missing: number): Int32Array {
  return throughTables(column, (dictionary, table) => findText(dictionary, texts, table, missing), missing);
}

/** What `lookUp` makes of the values of each dictionary, for each row. */
function throughTables(column: Column, lookUp: (dictionary: Vector, table: Int32Array) => void, missing: number): Int32Array {
  const tables = new Map<Vector, Int32Array>();
  const codes = new Int32Array(column.length);
  for (const [k, vector] of column.vectors.entries()) {
    const dictionary = vector.storage.dictionary!;
    let table = tables.get(dictionary);
    if (table === undefined) {
      table = new Int32Array(dictionary.length);
      lookUp(dictionary, table);
      tables.set(dictionary, table);
    }
    copyCodes(vector, table, codes.subarray(column.starts[k], column.starts[k + 1]), missing);
  }
  return codes;
}

function copyCodes(vector: Vector, table: Int32Array, codes: Int32Array, missing: number): void {
  const { storage, offset, length } = vector;
  const data = storage.data!;
  for (let i = 0; i < length; i++) codes[i] = table[Number(data[offset + i]!)] ?? missing;
  markMissing(vector, codes, missing);
}
