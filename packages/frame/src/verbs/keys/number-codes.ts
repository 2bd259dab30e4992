import { commonUnit } from "../numbers/common-unit.js";
import type { GappedNumbers } from "../numbers/numbers-with-gaps.js";
import { firstRows, type Codes } from "./codes.js";
import { SMALL_RANGE } from "./integer-codes.js";
import { WordTable } from "./word-table.js";

/** Codes of numbers; 0 and -0 are one value, and NaN is missing. */
export function codesOfNumbers({ values, wide }: GappedNumbers): Codes {
  if (wide !== null) return codesOfWords(new Int32Array(wide.buffer, wide.byteOffset, wide.length * 2), marked(values));
  const range = integerRange(values);
  const unit = range === null ? null : tableUnit(values, range);
  if (range !== null && unit !== null) return codesByTable(values, range.low, unit, (range.high - range.low) / unit + 1);
  return codesOfWords(wordsOfFloats(values), marked(values));
}

/** The unit in which integers have a table of which not much is left empty; null where they lie too far apart. */
export function tableUnit(values: Float64Array, range: { readonly low: number; readonly high: number }): number | null {
  return commonUnit(values, range, Math.max(SMALL_RANGE, 2 * values.length));
}

/** Codes of 64-bit values, given as two words a row; `codes` has -1 where a row is missing, and they are put there. */
export function codesOfWords(words: Int32Array, codes: Int32Array): Codes {
  const table = new WordTable();
  table.enterAll(words, codes);
  const { count } = table;
  table.close();
  return { codes, count, first: firstRows(codes, count) };
}

/** The two words of each float: equal ones have the same, and so have 0 and -0. */
export function wordsOfFloats(values: Float64Array): Int32Array {
  const words = new Int32Array(values.length * 2);
  const normal = new Float64Array(words.buffer);
  // Adding 0 makes 0 of -0.
  for (let i = 0; i < values.length; i++) normal[i] = values[i]! + 0;
  return words;
}

/** -1 where a value is missing, else 0. */
export function marked(values: Float64Array): Int32Array {
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) if (values[i] !== values[i]) codes[i] = -1;
  return codes;
}

/** Lowest and highest of the values that are there, if all are integers of 53 bits; null if one is not. */
export function integerRange(values: Float64Array): { low: number; high: number } | null {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== value) continue;
    if (Math.floor(value) !== value) return null;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { low: 0, high: -1 };
  return low >= Number.MIN_SAFE_INTEGER && high <= Number.MAX_SAFE_INTEGER ? { low, high } : null;
}

/** Codes of integers that are `low` and fewer than `count` units more. */
export function codesByTable(values: Float64Array, low: number, unit: number, count: number): Codes {
  const table = new Int32Array(count); // code + 1
  const codes = new Int32Array(values.length);
  const first = new Int32Array(Math.min(table.length, values.length));
  let used = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== value) {
      codes[i] = -1;
      continue;
    }
    const place = (value - low) / unit;
    let code = table[place]! - 1;
    if (code < 0) {
      code = used++;
      table[place] = used;
      first[code] = i;
    }
    codes[i] = code;
  }
  return { codes, count: used, first: first.subarray(0, used) };
}
