import { Buffer } from "node:buffer";
import { classify, IS_TEXT } from "../../types/classify.js";

/** bytes of the longest word that the kernel compares */
const LONGEST = 16;
const COUNTS = 1024;
const HAS_VALUES = 1060;
const LONGEST_FIELD = 1061;
const WORDS = 1072;

/** Words that mean a missing cell, as the kernel reads them (`assembly/cells/words.ts` draws it). */
export interface WordTable {
  readonly bytes: Uint8Array;
  /** whether some word is a number or a boolean */
  readonly hasValues: boolean;
  /** words of more bytes than a vector has */
  readonly long: readonly Buffer[];
}

/** Makes a table, for any number of calls. The words are in the bytes of the text that is scanned. */
export function wordTable(words: readonly Uint8Array[]): WordTable {
  const short = words.filter(({ length }) => length <= LONGEST).sort((a, b) => a.length - b.length);
  const bytes = new Uint8Array(WORDS + short.length * LONGEST);
  const hasValues = words.some((word) => (classify(Buffer.from(word).toString()) & IS_TEXT) === 0);
  bytes[HAS_VALUES] = hasValues ? 1 : 0;
  bytes[LONGEST_FIELD] = 2 * (short.at(-1)?.length ?? 0) + 2;
  const lengths = new Uint32Array(bytes.buffer, 0, 256);
  const counts = new Uint16Array(bytes.buffer, COUNTS, LONGEST + 2);
  for (const [i, word] of short.entries()) {
    bytes.set(word, WORDS + i * LONGEST);
    if (word.length > 0) lengths[word[0]!]! |= 1 << word.length;
    for (let length = word.length + 1; length < counts.length; length++) counts[length]!++;
  }
  return { bytes, hasValues, long: words.filter(({ length }) => length > LONGEST).map((word) => Buffer.from(word)) };
}
