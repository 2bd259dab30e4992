import type { GappedNumbers } from "../numbers-with-gaps.js";
import type { Codes } from "./codes.js";
import { codesOfWords } from "./hash-words.js";
import { SMALL_RANGE } from "./integer-codes.js";

/** Codes of numbers; 0 and -0 are one value, and NaN is missing. */
export function codesOfNumbers({ values, wide }: GappedNumbers): Codes {
  if (wide !== null) return codesOfWords(new Int32Array(wide.buffer, wide.byteOffset, wide.length * 2), presentIn(values));
  const range = integerRange(values);
  if (range !== null && range.high - range.low < Math.max(SMALL_RANGE, 2 * values.length)) return codesByTable(values, range.low, range.high);
  const words = new Int32Array(values.length * 2);
  // Adding 0 makes 0 of -0.
  const normal = new Float64Array(words.buffer);
  let gaps = false;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    normal[i] = value + 0;
    if (value !== value) gaps = true;
  }
  return codesOfWords(words, gaps ? presentIn(values) : null);
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

function codesByTable(values: Float64Array, low: number, high: number): Codes {
  const table = new Int32Array(high - low + 1); // code + 1
  const codes = new Int32Array(values.length);
  const first = new Int32Array(Math.min(table.length, values.length));
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== value) {
      codes[i] = -1;
      continue;
    }
    const place = value - low;
    let code = table[place]! - 1;
    if (code < 0) {
      code = count++;
      table[place] = count;
      first[code] = i;
    }
    codes[i] = code;
  }
  return { codes, count, first: first.subarray(0, count) };
}

function presentIn(values: Float64Array): Uint8Array {
  const present = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) present[i] = 1;
  return present;
}
