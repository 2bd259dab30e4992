import { Buffer } from "node:buffer";
import bytes from "../../assembly/build/kernels.wasm";
import { copyBytes } from "../copy-bytes.js";

/** What the folder `assembly` exports, and says what it means. Numbers are addresses in the kernels' memory, where nothing else is said. */
interface Exports {
  readonly changeCase: (from: number, to: number, first: number, latin: number, fold: number, odd: number, odder: number, pairs: number, out: number) => number;
  readonly containRows: (block: number, ends: number, rows: number, sought: number, length: number, marks: number, list: number, out: number, bit: number) => void;
  readonly countFound: (block: number, ends: number, rows: number, sought: number, length: number, list: number, out: number) => void;
  readonly countPoints: (block: number, ends: number, rows: number, marks: number, out: number) => void;
  readonly countTexts: (block: number, ends: number, bits: number, rows: number, slots: number, others: number) => number;
  readonly findRows: (block: number, ends: number, rows: number, sought: number, length: number, marks: number, places: number, out: number) => void;
  readonly matchAll: (code: number, how: number, first: number, slots: number, block: number, ends: number, rows: number, most: number, stack: number, limit: number, list: number, room: number, counts: number, asked: number) => void;
  readonly matchRows: (code: number, how: number, first: number, slots: number, block: number, ends: number, rows: number, stack: number, limit: number, out: number) => void;
  readonly placeText: (start: number, length: number, slots: number) => number;
  readonly replaceRows: (block: number, ends: number, rows: number, sought: number, length: number, by: number, size: number, list: number, to: number, room: number, used: number, out: number) => number;
  readonly sliceRows: (block: number, ends: number, rows: number, start: number, stop: number, to: number, used: number, out: number) => number;
  readonly spliceRows: (block: number, ends: number, rows: number, list: number, slots: number, before: number, counts: number, parts: number, last: number, to: number, room: number, used: number, out: number) => number;
  readonly splitRows: (block: number, ends: number, rows: number, sought: number, length: number, limit: number, list: number, starts: number, offsets: number, used: number, lists: number, known: number) => number;
  readonly splitWords: (block: number, ends: number, rows: number, spaces: number, most: number, limit: number, list: number, starts: number, offsets: number, used: number, lists: number, known: number) => number;
  readonly titleCase: (from: number, to: number, begin: number, goOn: number, out: number) => number;
  readonly packSlots: (whole: number, slot: number, stride: number, rows: number, to: number, used: number, ends: number, missing: number) => number;
}

/** Bytes that are looked at in one call: they are copied to the kernels' memory, which takes a tenth of looking at them by JavaScript. */
export const BLOCK = 65_536;
/** Longest text that can be sought, in bytes; UTF-8 takes at most three for a unit of UTF-16. */
export const MOST_SOUGHT = 1024;

export function canBeSought(text: string): boolean {
  return text.length * 3 <= MOST_SOUGHT;
}

/** Where the text that is sought lies in the kernels' memory, then a block with what may be read around it, then an address for each of its bytes. */
export const SOUGHT_AT = 0;
const BLOCK_AT = 2 * MOST_SOUGHT;
export const FOUND_AT = BLOCK_AT + BLOCK + 2 * MOST_SOUGHT;

/** Rows that are looked at in one call, those that are counted in one, and where the ends of either lie. */
export const MOST_ROWS = 2048;
export const COUNTED_ROWS = 8192;
const ENDS_AT = FOUND_AT + 4 * (BLOCK + MOST_SOUGHT);
/** A program (src/str/regexp/program.ts): the bytes that a match may begin with, its words, and its tables; and the choices of it that are left. */
export const FIRST_AT = ENDS_AT + 4 * COUNTED_ROWS + 16;
export const CODE_AT = FIRST_AT + 512;
export const MOST_CODE = 4096;
export const TABLES_AT = CODE_AT + 4 * MOST_CODE;
export const MOST_TABLES = 64;
/** Bytes of a table: one for each byte, and sixteen that say again which of ASCII are of it (assembly/match.ts). */
export const TABLE_SIZE = 256 + 16;
export const STACK_AT = TABLES_AT + TABLE_SIZE * MOST_TABLES;
export const STACK_END = STACK_AT + 16 * 4096;
/** Texts of a block that were put one behind the other, and their ends. */
export const PACKED_AT = STACK_END;
export const PACKED_ENDS_AT = PACKED_AT + BLOCK + 24;
/** Marks on the bytes of a block (assembly/marks.ts). */
export const MARKS_AT = PACKED_ENDS_AT + 4 * MOST_ROWS + 8;
/** How many rows have no text among them, and which. */
export const MISSING_AT = MARKS_AT + BLOCK / 4 + 32;
/** Texts that are counted (assembly/count-texts.ts), and which rows are there. */
export const COUNTED_AT = MISSING_AT + 4 * MOST_ROWS + 8;
export const COUNTED_SLOTS = 2048;
export const BITS_AT = COUNTED_AT + 32 * COUNTED_SLOTS;
/** Where the parts of texts begin and end: one more for each row than there are bytes to cut at. */
const MOST_PARTS = BLOCK + MOST_ROWS;
export const STARTS_AT = BITS_AT + COUNTED_ROWS / 8;
export const OFFSETS_AT = STARTS_AT + 4 * MOST_PARTS;
/** Code points of two bytes end here; and where it lies what each of them becomes (assembly/change-case.ts). */
export const PAIRS = 0x800;
export const PAIRS_AT = OFFSETS_AT + 4 * MOST_PARTS;
/** What else they become: in titles, behind another letter. */
export const MORE_PAIRS_AT = PAIRS_AT + 2 * PAIRS;
/** What comes in place of a text, and what a block becomes with it: so many bytes at most (assembly/replace.ts). */
export const BY_AT = MORE_PAIRS_AT + 2 * PAIRS;
export const REPLACED_AT = BY_AT + MOST_SOUGHT + 16;
export const MOST_REPLACED = 4 * BLOCK;
/** What comes in place of a match: parts of two words each, so many at most; all matches of a block, how many there are up to the end of each row; of how many rows only a RegExp can say them, and which (assembly/match.ts). */
export const PARTS_AT = REPLACED_AT + MOST_REPLACED + 16;
export const MOST_PLACED = 64;
export const COUNTS_AT = PARTS_AT + 8 * MOST_PLACED;
export const ASKED_AT = COUNTS_AT + 4 * MOST_ROWS;
export const MATCHES_AT = ASKED_AT + 4 * MOST_ROWS + 8;
/** One of each byte and one of each row, of a pattern without groups. */
export const MATCHES_SIZE = 8 * (BLOCK + MOST_ROWS);
const PAGES = Math.ceil((MATCHES_AT + MATCHES_SIZE) / 65_536);

/** The kernels, and their memory. */
export interface Kernels extends Exports {
  readonly memory: Uint8Array;
  /** the same memory, to copy to */
  readonly target: Buffer;
  /** addresses that a kernel gave */
  readonly found: Uint32Array;
  /** the same as numbers that may be negative */
  readonly slots: Int32Array;
  readonly missing: Uint32Array;
  readonly counts: Uint32Array;
  readonly asked: Uint32Array;
  readonly matches: Int32Array;
}

let loaded: Kernels | null = null;

/** Made once in a thread. */
export function textKernels(): Kernels {
  return (loaded ??= load());
}

function load(): Kernels {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: 16_384, shared: true });
  const exports = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports as Exports;
  const { buffer } = memory;
  return { ...exports, memory: new Uint8Array(buffer), target: Buffer.from(buffer), found: new Uint32Array(buffer, FOUND_AT), slots: new Int32Array(buffer, FOUND_AT), missing: new Uint32Array(buffer, MISSING_AT), counts: new Uint32Array(buffer, COUNTS_AT), asked: new Uint32Array(buffer, ASKED_AT), matches: new Int32Array(buffer, MATCHES_AT) };
}

/** Copies a block to the kernels' memory, where it begins at a multiple of 64, and gives its address. */
export function placeBlock({ target }: Kernels, block: Uint8Array): number {
  copyBytes(block, target, BLOCK_AT);
  return BLOCK_AT;
}

/** Copies the bytes of the ends of rows, and gives their address. */
export function placeEnds({ target }: Kernels, ends: Uint8Array): number {
  copyBytes(ends, target, ENDS_AT);
  return ENDS_AT;
}

/** Copies `size` bytes that a kernel wrote at an address to place `at` of a buffer. */
export function copyOut({ memory }: Kernels, address: number, size: number, to: Buffer, at: number): void {
  copyBytes(memory.subarray(address, address + size), to, at);
}
