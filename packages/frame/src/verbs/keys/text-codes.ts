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
  let first: Int32Array = new Int32Array(64);
  for (const [k, vector] of column.vectors.entries()) {
    const start = column.starts[k]!;
    enterText(vector, texts, codes.subarray(start, start + vector.length), (code, row) => {
      if (code === first.length) first = grownTo(first, code * 2);
      first[code] = start + row;
    });
  }
  return { codes, count: texts.count, first: first.subarray(0, texts.count), texts };
}

/** Enters the cells of a vector of text; `isNew` hears of each code that was not there before. */
function enterText(vector: Vector, texts: TextTable, codes: Int32Array, isNew: (code: number, row: number) => void): void {
  const { storage, offset, length } = vector;
  const bytes = storage.data as Uint8Array;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsets = storage.offsets!;
  const gaps = vector.nullCount > 0;
  let end = length > 0 ? Number(offsets[offset]!) : 0;
  for (let i = 0; i < length; i++) {
    const start = end;
    end = Number(offsets[offset + i + 1]!);
    if (gaps && vector.isNull(i)) {
      codes[i] = -1;
      continue;
    }
    const before = texts.count;
    const code = texts.enter(bytes, view, start, end);
    codes[i] = code;
    if (code === before) isNew(code, i);
  }
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
      enterText(dictionary, texts, table, () => undefined);
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

function grownTo(rows: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(rows);
  return larger;
}
