import type { Column } from "../../../column.js";
import { marked, wordsOfFloats } from "../../keys/number-codes.js";
import { WordTable } from "../../keys/word-table.js";
import { numberBlocks } from "../../numbers/number-blocks.js";

/** Up to so many numbers each cell is compared with all of them. */
const FEW = 16;

/** Flags of the cells of a column of integers or floats whose text is one of `keys`; of missing ones, NaN among them, where null is. */
export function numbersIn(column: Column, keys: ReadonlySet<string | null>): Uint8Array {
  const flags = new Uint8Array(column.length);
  // What is not the text of its number, as that of 2^53 + 1, is the text of no float.
  const sought = Float64Array.from([...keys].filter((key) => key !== null && String(Number(key)) === key), Number);
  const table = sought.length > FEW ? tableOf(sought) : null;
  for (const { values, wide, codes } of numberBlocks(column, flags)) {
    if (wide !== null) for (let i = 0; i < codes.length; i++) codes[i] = values[i] === values[i] && keys.has(String(wide[i]!)) ? 1 : 0;
    else if (table === null) flagFew(values, sought, codes);
    else flagMany(values, table, codes);
    if (keys.has(null)) for (let i = 0; i < codes.length; i++) if (values[i] !== values[i]) codes[i] = 1;
  }
  table?.close();
  return flags;
}

function flagFew(values: Float64Array, sought: Float64Array, flags: Uint8Array): void {
  for (const number of sought) for (let i = 0; i < values.length; i++) if (values[i] === number) flags[i] = 1;
}

function tableOf(sought: Float64Array): WordTable {
  const table = new WordTable();
  table.enterAll(wordsOfFloats(sought), marked(sought));
  return table;
}

function flagMany(values: Float64Array, table: WordTable, flags: Uint8Array): void {
  const codes = marked(values);
  table.findAll(wordsOfFloats(values), codes);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) flags[i] = 1;
}
