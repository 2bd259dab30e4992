import { bufferOf, bytesOf, copyBytes } from "../copy-bytes.js";
import { BLOCK, copyOut, FOUND_AT, MORE_PAIRS_AT, PAIRS, PAIRS_AT, placeBlock, textKernels, type Kernels } from "./kernels.js";

/** Which letters a kernel changes, and how. */
export interface Letters {
  readonly change: (text: string) => string;
  /** the first of the 26 letters of ASCII that change, by the bit 0x20 */
  readonly first: number;
  /** the second byte of the first of the letters from À to ÿ that change so */
  readonly latin: number;
  /** bits that are taken for set: with 0x20, letters of either case change */
  readonly fold: number;
  /** second bytes of letters from À to ÿ that become something else */
  readonly odd: readonly [number, number];
}

/** Σ is the one letter whose lower case depends on what is around it. */
const SIGMA = 0x3a3;

const tables = new WeakMap<(letter: string) => string, Uint16Array>();

/** By code point of two bytes, what it becomes if that is one of two bytes; else 0. Made once, when there is text to change. */
export function pairsOf(change: (letter: string) => string): Uint16Array {
  const known = tables.get(change);
  if (known !== undefined) return known;
  const pairs = Uint16Array.from({ length: PAIRS }, (_, code) => {
    const made = change(String.fromCharCode(code));
    return (code !== SIGMA || made === "Σ") && made.length === 1 && made.charCodeAt(0) >= 0x80 && made.charCodeAt(0) < PAIRS ? made.charCodeAt(0) : 0;
  });
  tables.set(change, pairs);
  return pairs;
}

/** Changes letters of one and two bytes by a kernel; gives the rows that have any others, in order. */
export function changeLetters(from: Uint8Array, to: Uint8Array, ends: Int32Array, { change, first, latin, fold, odd: [odd, odder] }: Letters): number[] {
  const kernels = textKernels();
  copyBytes(bytesOf(pairsOf(change)), kernels.target, PAIRS_AT);
  return changeBlocks(kernels, from, to, ends, (begin, end) => kernels.changeCase(begin, end, first, latin, fold, odd, odder, PAIRS_AT, FOUND_AT));
}

/** How letters of two bytes become what they are in titles. */
export interface TitleLetters {
  readonly begin: (letter: string) => string;
  readonly goOn: (letter: string) => string;
  /** whether a letter behind it goes on */
  readonly isCased: (letter: string) => boolean;
}

const CASED = 0x8000;

const begun = new WeakMap<TitleLetters, Uint16Array>();

/** What letters of two bytes become at the beginning of a word, with {@link CASED}. Made once: it takes as long as a thousand rows. */
function beginsOf(letters: TitleLetters): Uint16Array {
  let begins = begun.get(letters);
  if (begins === undefined) {
    begins = pairsOf(letters.begin).map((made, code) => made | (letters.isCased(String.fromCharCode(code)) ? CASED : 0));
    begun.set(letters, begins);
  }
  return begins;
}

/** As titles, if all were one text; gives the rows that have letters which are not of one or two bytes, before or after, in order. */
export function titleLetters(from: Uint8Array, to: Uint8Array, ends: Int32Array, letters: TitleLetters): number[] {
  const kernels = textKernels();
  copyBytes(bytesOf(beginsOf(letters)), kernels.target, PAIRS_AT);
  copyBytes(bytesOf(pairsOf(letters.goOn)), kernels.target, MORE_PAIRS_AT);
  return changeBlocks(kernels, from, to, ends, (start, end) => kernels.titleCase(start, end, PAIRS_AT, MORE_PAIRS_AT, FOUND_AT));
}

/** Changes bytes a block at a time; gives the rows of those that were found. */
function changeBlocks(kernels: Kernels, from: Uint8Array, to: Uint8Array, ends: Int32Array, change: (begin: number, end: number) => number): number[] {
  const { found, memory } = kernels;
  const toBytes = bufferOf(to);
  const rows: number[] = [];
  let row = -1;
  for (let begin = 0, end = 0; begin < from.length; begin = end) {
    end = Math.min(begin + BLOCK, from.length);
    for (let k = 0; k < 3 && (from[end]! & 0xc0) === 0x80; k++) end--; // no character is cut
    const address = placeBlock(kernels, from.subarray(begin, end));
    // What stands around a block is looked at.
    memory[address - 2] = from[begin - 2] ?? 0;
    memory[address - 1] = from[begin - 1] ?? 0;
    memory[address + end - begin] = from[end] ?? 0;
    const count = change(address, address + end - begin);
    copyOut(kernels, address, end - begin, toBytes, begin);
    for (let k = 0; k < count; k++) {
      const at = begin + found[k]! - address;
      if (row >= 0 && at < ends[row + 1]!) continue;
      do row++; while (ends[row + 1]! <= at);
      rows.push(row);
    }
  }
  return rows;
}
