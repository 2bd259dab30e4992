import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
import { numbersWithGaps, readsAsNumbers } from "../numbers/numbers-with-gaps.js";
import { markMissing } from "./codes.js";
import { notCompared } from "./column-codes.js";
import { foundIntegers, integerTable, isSmallInteger, SMALL_RANGE } from "./integer-codes.js";
import { marked, wordsOfFloats } from "./number-codes.js";
import { numberedPairs, wordsOfPairs } from "./row-codes.js";
import { enteredCategories, enteredTexts, foundCategories, foundTexts } from "./text-codes.js";
import { TextTable } from "./text-table.js";
import { WordTable } from "./word-table.js";

/** The keys of some rows, numbered, among which those of other rows are looked up. A missing key is one like any other. */
export interface KeyIndex {
  /** the number of each row's key */
  readonly codes: Int32Array;
  /** all are below it; some may be nobody's */
  readonly count: number;
  /** The number of each of those rows' keys, -1 where none of these has it. The columns have the types of the indexed ones. A new array. */
  find(keys: readonly Column[]): Int32Array;
  /** Nothing more is looked up: what that takes memory for is given back, which else goes when the index is collected. */
  close(): void;
}

/** The same of one column; -1 for its missing values. */
export interface ColumnIndex {
  readonly codes: Int32Array;
  readonly count: number;
  /** `missing` where a value is missing */
  find(column: Column, missing: number): Int32Array;
  close(): void;
}

/**
 * Indexes rows by one key column or several: columns one by one, and then their pairs, so that no text is ever glued.
 * Throws FrameError, naming `verb` and column, for a type whose values are not compared. Memory: 4 bytes a row, and for
 * each distinct key 21 to 43 and, of text, its bytes and 4; for integers that lie close together nothing more.
 */
export function keyIndex(keys: readonly Column[], verb: string): KeyIndex {
  const [first, ...others] = keys.map((column) => withMissing(columnIndex(column, verb)));
  return others.reduce(paired, first!);
}

/** Indexes the values of one column: see {@link keyIndex}. */
export function columnIndex(column: Column, verb: string): ColumnIndex {
  const { type } = column;
  const small = isSmallInteger(type) ? integerIndex(column) : null;
  if (small !== null) return small;
  if (readsAsNumbers(type)) return numberIndex(column);
  if (type.kind === "utf8" || type.kind === "binary") return textIndex(column, enteredTexts, foundTexts);
  if (type.kind === "dictionary" && type.values.kind === "utf8") return textIndex(column, enteredCategories, foundCategories);
  throw notCompared(column, verb);
}

/** Makes the missing values of an index, which have the code -1, the last of its codes. */
function withMissing({ codes, count, find, close }: ColumnIndex): KeyIndex {
  const missing = missingLast(codes, count);
  return { codes, count: missing < 0 ? count : count + 1, find: ([column]) => find(column!, missing), close };
}

/** Makes missing values, which have the code -1, the last of those codes; gives what they have then, -1 where there are none. */
export function missingLast(codes: Int32Array, count: number): number {
  if (!codes.includes(-1)) return -1;
  for (let i = 0; i < codes.length; i++) if (codes[i]! < 0) codes[i] = count;
  return count;
}

function integerIndex(column: Column): ColumnIndex | null {
  const table = integerTable(column);
  if (table === null) return null;
  const { low, count } = table;
  return { codes: foundIntegers(column, low, count, -1), count, find: (other, missing) => foundIntegers(other, low, count, missing), close: () => undefined };
}

function numberIndex(column: Column): ColumnIndex {
  const table = new WordTable();
  const codes = lookedUp(column, (words, into) => table.enterAll(words, into), -1);
  return { codes, count: table.count, find: (other, missing) => lookedUp(other, (words, into) => table.findAll(words, into), missing), close: () => table.close() };
}

/** What `lookUp` makes of the words of a column of numbers. */
function lookedUp(column: Column, lookUp: (words: Int32Array, codes: Int32Array) => void, missing: number): Int32Array {
  if (!column.vectors.every(isWide)) {
    const { values } = numbersWithGaps(column);
    const codes = marked(values);
    lookUp(wordsOfFloats(values), codes);
    if (missing >= 0) for (let i = 0; i < codes.length; i++) if (values[i] !== values[i]) codes[i] = missing;
    return codes;
  }
  const codes = new Int32Array(column.length);
  for (const [k, vector] of column.vectors.entries()) {
    const into = codes.subarray(column.starts[k], column.starts[k + 1]);
    markMissing(vector, into, -1);
    lookUp(wordsOf(vector), into);
    markMissing(vector, into, missing);
  }
  return codes;
}

/** Whether values have 64 bits that are equal where they are. */
function isWide({ storage }: Vector): boolean {
  return storage.data instanceof BigInt64Array || storage.data instanceof BigUint64Array;
}

function wordsOf({ storage, offset, length }: Vector): Int32Array {
  const { buffer, byteOffset } = storage.data!;
  return new Int32Array(buffer, byteOffset + 8 * offset, 2 * length);
}

type LookUp<M extends number[]> = (column: Column, texts: TextTable, ...missing: M) => Int32Array;

function textIndex(column: Column, entered: LookUp<[]>, found: LookUp<[number]>): ColumnIndex {
  const texts = new TextTable();
  const codes = entered(column, texts);
  return { codes, count: texts.count, find: (other, missing) => found(other, texts, missing), close: () => texts.close() };
}

/** An index of the pairs of the keys before, and of the next one. */
function paired(a: KeyIndex, b: KeyIndex): KeyIndex {
  const pairs = a.count * b.count;
  const found = (keys: readonly Column[]): [Int32Array, Int32Array] => [a.find(keys.slice(0, -1)), b.find(keys.slice(-1))];
  const close = (): void => [a, b].forEach((index) => index.close());
  if (pairs <= Math.max(SMALL_RANGE, 2 * a.codes.length)) {
    return { codes: numberedPairs(a.codes, b.codes, b.count), count: pairs, find: (keys) => numberedPairs(...found(keys), b.count), close };
  }
  const table = new WordTable();
  const codes = new Int32Array(a.codes.length);
  table.enterAll(wordsOfPairs(a.codes, b.codes), codes);
  return {
    codes,
    count: table.count,
    find(keys) {
      const [first, second] = found(keys);
      const known = new Int32Array(first.length);
      table.findAll(wordsOfPairs(first, second), known);
      return known;
    },
    close() {
      table.close();
      close();
    },
  };
}
