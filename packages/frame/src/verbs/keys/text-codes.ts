import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
import { renumbered, type Codes } from "./codes.js";
import { TextTable } from "./text-table.js";

/** Codes of text or bytes, and the distinct cells themselves. */
export interface TextCodes extends Codes {
  readonly texts: TextTable;
}

/** Codes of a column of text or binary. */
export function codesOfText(column: Column): TextCodes {
  const texts = new TextTable();
  const codes = new Int32Array(column.length);
  for (const [k, vector] of column.vectors.entries()) enterText(vector, texts, codes.subarray(column.starts[k], column.starts[k + 1]));
  return { codes, count: texts.count, first: firstRows(codes, texts.count), texts };
}

/** Enters the cells of a vector of text. */
function enterText(vector: Vector, texts: TextTable, codes: Int32Array): void {
  const { storage, offset, length } = vector;
  if (length === 0) return;
  if (vector.nullCount > 0) for (let i = 0; i < length; i++) if (vector.isNull(i)) codes[i] = -1;
  texts.enterAll(storage.data as Uint8Array, storage.offsets!.subarray(offset, offset + length + 1), codes);
}

/** The row in which each code, of those that are numbered in order of appearance, is there first. */
function firstRows(codes: Int32Array, count: number): Int32Array {
  const first = new Int32Array(count);
  let known = 0;
  for (let row = 0; known < count; row++) if (codes[row] === known) first[known++] = row;
  return first;
}

/** Codes of a dictionary column of text: each dictionary is looked through once, and rows only go through tables. */
export function codesOfDictionary(column: Column): Codes & { readonly texts: TextTable; readonly places: Int32Array } {
  const texts = new TextTable();
  const tables = new Map<Vector, Int32Array>();
  const codes = new Int32Array(column.length);
  for (const [k, vector] of column.vectors.entries()) {
    const dictionary = vector.storage.dictionary!;
    let table = tables.get(dictionary);
    if (table === undefined) {
      table = new Int32Array(dictionary.length);
      enterText(dictionary, texts, table);
      tables.set(dictionary, table);
    }
    copyCodes(vector, table, codes.subarray(column.starts[k], column.starts[k + 1]));
  }
  const { places, ...own } = renumbered(codes, texts.count);
  return { ...own, texts, places };
}

function copyCodes(vector: Vector, table: Int32Array, codes: Int32Array): void {
  const { storage, offset, length } = vector;
  const data = storage.data!;
  const gaps = vector.nullCount > 0;
  for (let i = 0; i < length; i++) codes[i] = gaps && vector.isNull(i) ? -1 : (table[Number(data[offset + i]!)] ?? -1);
}
