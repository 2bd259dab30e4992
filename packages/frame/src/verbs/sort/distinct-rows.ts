import type { Column } from "../../column.js";
import { countBools } from "../keys/bool-counts.js";
import { codesOf } from "../keys/column-codes.js";
import { isSmallInteger } from "../keys/integer-codes.js";
import { codesByTable, codesOfNumbers, codesOfWords, integerRange, marked, tableUnit, wordsOfFloats } from "../keys/number-codes.js";
import { commonUnit } from "../numbers/common-unit.js";
import { numbersWithGaps, readsAsNumbers, type GappedNumbers } from "../numbers/numbers-with-gaps.js";
import { seemFew } from "../numbers/seem-few.js";
import { decimalKeys, keysInUnit, type SortKeys } from "./sort-keys.js";

/** From so many rows on numbers are looked at without codes. */
const MANY = 4096;

/** The rows in which each value of a column is there first, in order, without missing ones. Throws as {@link codesOf}. */
export function distinctRows(column: Column, verb: string): Int32Array {
  if (column.type.kind === "bool") return countBools(column)!.first;
  // Small integers have a table of their own, and few values are looked up quickly.
  const areMany = column.length >= MANY && readsAsNumbers(column.type) && !isSmallInteger(column.type) && !seemFew(column);
  return areMany ? rowsOfNumbers(numbersWithGaps(column)) : codesOf(column, verb).first;
}

function rowsOfNumbers(numbers: GappedNumbers): Int32Array {
  const { values, wide } = numbers;
  if (wide !== null) return codesOfNumbers(numbers).first;
  const range = integerRange(values);
  const unit = range === null ? null : tableUnit(values, range);
  if (range !== null && unit !== null) return codesByTable(values, range.low, unit, (range.high - range.low) / unit + 1).first;
  const keys = closeKeys(values, range);
  return (keys === null ? null : rowsByBits(keys)) ?? codesOfWords(wordsOfFloats(values), marked(values)).first;
}

/** Keys of one word, of integers or of decimals of few places; null of other numbers. */
function closeKeys(values: Float64Array, range: { readonly low: number; readonly high: number } | null): SortKeys | null {
  if (range === null) return decimalKeys(values);
  const unit = commonUnit(values, range, 2 ** 32);
  return unit === null ? null : keysInUnit(values, range, unit);
}

/** So many bits a row are looked at sooner than rows are looked up in a table. */
const BITS_A_ROW = 64;

/** A bit for each key from the least to the greatest says whether it was there; null where that would be too many. */
function rowsByBits({ low, missing, extent }: SortKeys): Int32Array | null {
  if (extent === null || extent.most - extent.least >= BITS_A_ROW * low.length) return null;
  const { least, most } = extent;
  const seen = new Int32Array(Math.floor(Math.max(0, most - least) / 32) + 1);
  const first = new Int32Array(low.length + 1);
  const found = missing === null ? seeAll(low, least, seen, first) : seePresent(low, missing, least, seen, first);
  return found * 4 < first.length ? first.slice(0, found) : first.subarray(0, found);
}

/** No branch depends on what was seen: a processor could not guess it. What is written behind the last row is not kept. */
function seeAll(keys: Uint32Array, least: number, seen: Int32Array, first: Int32Array): number {
  let found = 0;
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]! - least;
    const word = seen[key >>> 5]!;
    seen[key >>> 5] = word | (1 << (key & 31));
    first[found] = row;
    found += ((word >>> (key & 31)) & 1) ^ 1;
  }
  return found;
}

/** The same where rows are missing, whose keys mean nothing. */
function seePresent(keys: Uint32Array, missing: Uint8Array, least: number, seen: Int32Array, first: Int32Array): number {
  let found = 0;
  for (let row = 0; row < keys.length; row++) {
    const isThere = missing[row]! ^ 1;
    const key = (keys[row]! - least) * isThere;
    const word = seen[key >>> 5]!;
    seen[key >>> 5] = word | (isThere << (key & 31));
    first[found] = row;
    found += (((word >>> (key & 31)) & 1) ^ 1) & isThere;
  }
  return found;
}
