import type { Column } from "../../column.js";
import type { Vector } from "../../vector.js";
import type { Distinct } from "../distinct.js";
import { missingFlags } from "../missing.js";
import { GrowingRows } from "./GrowingRows.js";

/** Categories: their codes are renumbered, and each dictionary's values are looked at once. */
export function distinctCodes(column: Column): Distinct {
  const missing = missingFlags(column);
  const codes = new Int32Array(column.length).fill(-1);
  const rows = new GrowingRows();
  const numbers = new Map<string, number>();
  /** for each dictionary, the number of each of its codes; -1 as long as no row had it */
  const known = new Map<Vector, Int32Array>();
  for (const [k, { storage, offset, length }] of column.vectors.entries()) {
    const dictionary = storage.dictionary!;
    const data = storage.data!;
    const first = column.starts[k]!;
    const numberOf = known.get(dictionary) ?? new Int32Array(dictionary.length).fill(-1);
    known.set(dictionary, numberOf);
    for (let i = 0; i < length; i++) {
      if (missing[first + i] === 1) continue;
      const code = Number(data[offset + i]!);
      if (numberOf[code]! < 0) {
        const text = dictionary.get(code) as string;
        const number = numbers.get(text) ?? numbers.size;
        if (number === numbers.size) rows.add(first + i);
        numbers.set(text, number);
        numberOf[code] = number;
      }
      codes[first + i] = numberOf[code]!;
    }
  }
  return { codes, rows: rows.finish() };
}
