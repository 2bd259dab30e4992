import type { Codes } from "./codes.js";

/**
 * Codes of 64-bit values, given as two words a row, by a hash table with open addressing. A row is missing where
 * `present` is 0. The table grows with the distinct values, not with the rows, so that few of them stay in the cache.
 */
export function codesOfWords(words: Int32Array, present: Uint8Array | null): Codes {
  const length = words.length >> 1;
  const codes = new Int32Array(length);
  let first: Int32Array = new Int32Array(512);
  let table: Int32Array = new Int32Array(1024); // code + 1; 0 is free
  let mask = 1023;
  let count = 0;
  for (let i = 0; i < length; i++) {
    if (present !== null && present[i] === 0) {
      codes[i] = -1;
      continue;
    }
    const low = words[2 * i]!;
    const high = words[2 * i + 1]!;
    let slot = mixed(low, high) & mask;
    for (;;) {
      const code = table[slot]! - 1;
      if (code < 0) {
        table[slot] = count + 1;
        first[count] = i;
        codes[i] = count++;
        if (count === first.length) {
          first = larger(first);
          table = rehashed(words, first, count);
          mask = table.length - 1;
        }
        break;
      }
      const row = first[code]!;
      if (words[2 * row] === low && words[2 * row + 1] === high) {
        codes[i] = code;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return { codes, count, first: first.subarray(0, count) };
}

function mixed(low: number, high: number): number {
  let hash = Math.imul(low, 0x9e37_79b1) ^ Math.imul(high, 0x85eb_ca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return hash ^ (hash >>> 13);
}

function rehashed(words: Int32Array, first: Int32Array, count: number): Int32Array {
  const table = new Int32Array(first.length * 2);
  const mask = table.length - 1;
  for (let code = 0; code < count; code++) {
    const row = first[code]!;
    let slot = mixed(words[2 * row]!, words[2 * row + 1]!) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = code + 1;
  }
  return table;
}

function larger(rows: Int32Array): Int32Array {
  const grown = new Int32Array(rows.length * 2);
  grown.set(rows);
  return grown;
}
