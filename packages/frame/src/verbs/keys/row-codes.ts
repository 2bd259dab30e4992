import type { Column } from "../../column.js";
import { Numbering, renumbered, withMissing, type Codes } from "./codes.js";
import { codesOf } from "./column-codes.js";
import { integersOf, integerTable, isSmallInteger, placeIntegers, SMALL_RANGE } from "./integer-codes.js";
import { codesOfWords } from "./number-codes.js";

/** Pairs of codes up to so many are numbered by a table, which is quicker than hashing them. */
const MOST_PAIRS = 2 ** 22;

/**
 * Codes of whole rows of key columns (of one length): columns are coded one by one and then paired, so that no text is
 * ever glued. A row with a missing key is missing (-1), or with `dropna: false` a value like any other.
 */
export function rowCodes(keys: readonly Column[], numRows: number, verb: string, dropna: boolean): Codes {
  const coded = (column: Column): Codes => (dropna ? codesOf(column, verb) : withMissing(codesOf(column, verb)));
  const [first, ...others] = keys;
  if (first === undefined) return { codes: new Int32Array(numRows), count: Math.min(1, numRows), first: new Int32Array(Math.min(1, numRows)) };
  return others.reduce((known, column) => pairedIntegers(known, column, dropna) ?? paired(known, coded(column)), coded(first));
}

/** Rows whose integers are paired together. */
const BLOCK = 8192;

/**
 * Codes of pairs with integers of which there may be few: a block at a time, since codes of the integers alone would be
 * fresh memory, which takes longer than they do. The first codes are written over; null where integers may be many.
 */
function pairedIntegers({ codes, count }: Codes, column: Column, dropna: boolean): Codes | null {
  const table = isSmallInteger(column.type) ? integerTable(column) : null;
  if (table === null || count * (table.count + 1) > SMALL_RANGE) return null;
  const [missing, width] = dropna ? [-1, table.count] : [table.count, table.count + 1];
  const numbering = new Numbering(count * width, codes.length);
  const room = new Int32Array(Math.min(BLOCK, codes.length));
  for (const [k, vector] of column.vectors.entries()) {
    if (vector.nullCount === 0) {
      numbering.renumberPairs(codes.subarray(column.starts[k]), column.starts[k]!, integersOf(vector), width, table.low);
      continue;
    }
    for (let at = 0; at < vector.length; at += BLOCK) {
      const part = vector.slice(at, Math.min(at + BLOCK, vector.length));
      const begin = column.starts[k]! + at;
      placeIntegers(part, table.low, missing, room.subarray(0, part.length));
      numbering.renumber(numberedPairs(codes.subarray(begin, begin + part.length), room, width), begin);
    }
  }
  return { codes, ...numbering.found() };
}

/** Codes of pairs; the first codes are written over. */
export function paired(a: Codes, b: Omit<Codes, "first">): Codes {
  const pairs = a.count * b.count;
  if (pairs <= Math.max(MOST_PAIRS, a.codes.length)) return renumbered(numberedPairs(a.codes, b.codes, b.count), pairs);
  return codesOfPairs(a.codes, b.codes);
}

/** Pairs of codes, of which the second are below `count`, as numbers, written over the first; -1 where one of both is missing. */
export function numberedPairs(a: Int32Array, b: Int32Array, count: number): Int32Array {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    a[i] = (x | y) < 0 ? -1 : x * count + y;
  }
  return a;
}

/** Codes of pairs of codes, by hashing them; missing where one of both is. */
function codesOfPairs(a: Int32Array, b: Int32Array): Codes {
  const codes = new Int32Array(a.length);
  for (let i = 0; i < a.length; i++) if (a[i]! < 0 || b[i]! < 0) codes[i] = -1;
  return codesOfWords(wordsOfPairs(a, b), codes);
}

/** The two words of each pair of codes. */
export function wordsOfPairs(a: Int32Array, b: Int32Array): Int32Array {
  const words = new Int32Array(2 * a.length);
  for (let i = 0; i < a.length; i++) {
    words[2 * i] = a[i]!;
    words[2 * i + 1] = b[i]!;
  }
  return words;
}
