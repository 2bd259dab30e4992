import type { Column } from "../../column.js";
import { codesOf } from "./column-codes.js";
import { renumbered, withMissing, type Codes } from "./codes.js";
import { codesOfWords } from "./number-codes.js";

/** Pairs of codes up to so many are numbered by a table, which is quicker than hashing them. */
const MOST_PAIRS = 2 ** 22;

/**
 * Codes of whole rows of key columns (of one length): columns are coded one by one and then paired, so that no text is
 * ever glued. A row with a missing key is missing (-1), or with `dropna: false` a value like any other.
 */
export function rowCodes(keys: readonly Column[], numRows: number, verb: string, dropna: boolean): Codes {
  const [first, ...others] = keys.map((column) => (dropna ? codesOf(column, verb) : withMissing(codesOf(column, verb))));
  if (first === undefined) return { codes: new Int32Array(numRows), count: Math.min(1, numRows), first: new Int32Array(Math.min(1, numRows)) };
  return others.reduce(paired, first);
}

/** Codes of pairs; the first codes are written over. */
function paired(a: Codes, b: Codes): Codes {
  const pairs = a.count * b.count;
  if (pairs <= Math.max(MOST_PAIRS, a.codes.length)) return renumbered(numberedPairs(a.codes, b.codes, b.count), pairs);
  return codesOfPairs(a.codes, b.codes);
}

/** Pairs of codes, of which the second are below `count`, as numbers, written over the first; -1 where one of both is missing. */
export function numberedPairs(a: Int32Array, b: Int32Array, count: number): Int32Array {
  for (let i = 0; i < a.length; i++) a[i] = a[i]! < 0 || b[i]! < 0 ? -1 : a[i]! * count + b[i]!;
  return a;
}

/** Codes of pairs of codes, by hashing them; missing where one of both is. */
export function codesOfPairs(a: Int32Array, b: Int32Array): Codes {
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
