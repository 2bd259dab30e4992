import type { Column } from "../../column.js";
import { foundIntegers, integerTable, isSmallInteger } from "./integer-codes.js";
import { missingLast, type KeyIndex } from "./key-index.js";
import { numberedPairs } from "./row-codes.js";
import { enteredTexts } from "./text-codes.js";
import { TextTable } from "./text-table.js";

/** Numbers of rows' keys, all below `count`; some may be nobody's. */
export type KeyNumbers = Pick<KeyIndex, "codes" | "count">;

/** So many numbers are looked through in no time, whether rows have them or not. */
const FEW = 256;

/** Numbers that rise with the keys, a missing one the last: of one text, or of integers of which there are not many more than rows, from the least to the greatest; null for others. */
export function risingCodes(keys: readonly Column[]): KeyNumbers | null {
  const [first] = keys;
  if (keys.length === 1 && first!.type.kind === "utf8") return risingTexts(first!);
  return keys.every(({ type }) => isSmallInteger(type)) ? risingIntegers(keys) : null;
}

function risingTexts(column: Column): KeyNumbers {
  const texts = new TextTable();
  const codes = enteredTexts(column, texts);
  const { count } = texts;
  const ranks = texts.ranks();
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) codes[i] = ranks[codes[i]!]!;
  texts.close();
  return missingAmong(codes, count);
}

function risingIntegers(keys: readonly Column[]): KeyNumbers | null {
  const tables = keys.map(integerTable);
  const most = Math.max(FEW, 2 * keys[0]!.length);
  let pairs = 1;
  for (const table of tables) {
    if (table === null) return null;
    pairs *= table.count + 1;
  }
  if (pairs > most) return null;
  return keys.map((column, k) => missingAmong(foundIntegers(column, tables[k]!.low, tables[k]!.count, -1), tables[k]!.count)).reduce(paired);
}

function missingAmong(codes: Int32Array, count: number): KeyNumbers {
  return { codes, count: missingLast(codes, count) < 0 ? count : count + 1 };
}

function paired(a: KeyNumbers, b: KeyNumbers): KeyNumbers {
  return { codes: numberedPairs(a.codes, b.codes, b.count), count: a.count * b.count };
}
