import { Buffer, isUtf8 } from "node:buffer";
import type { Storage } from "../storage.js";

// Decoding a block at once and cutting it is twice as fast as a call for each cell; a block bounds what one kept
// substring holds alive.
const BLOCK_BYTES = 128 * 1024;
const BLOCK_ROWS = 4096;
// The first block is small and each one doubles: who reads a few cells decodes a few, and a loop that is compiled while
// it runs has seen a block end before that.
const FIRST_ROWS = 32;
/** Behind every byte, and a small integer to the engine. */
const NONE = 0x3fffffff;
/** Found by the engine's own search: a loop over bytes is dear in a worker that has just started and runs cold code. */
const BEYOND_ASCII = /[\x80-\xff]/g;

/**
 * Reads UTF-8 cells. Rows read in order are cut from a block whose bytes are made characters at once: from one text with
 * a character a byte where a row is ASCII, else from another that is decoded. Out of order a row is decoded alone.
 */
export function makeTextReader(storage: Storage): (row: number) => string {
  const block = new TextBlock(storage);
  return (row) => block.read(row);
}

class TextBlock {
  readonly #offsets: Int32Array | BigInt64Array;
  readonly #bytes: Buffer;
  readonly #length: number;
  /** a character a byte */
  #text = "";
  /** the same bytes decoded, when first needed; null where they are no UTF-8 */
  #decoded: string | null | undefined;
  /** the block holds the rows from `next` up to `end`, from byte `start` on */
  #end = 0;
  #start = 0;
  #stop = 0;
  #rows = FIRST_ROWS / 2;
  #next = 0;
  /** the first byte beyond ASCII that is not behind the last row */
  #odd = NONE;
  /** bytes before `#odd` that are no characters of their own in the decoded text; -1: not known */
  #extra = 0;

  constructor(storage: Storage) {
    const { buffer, byteOffset, byteLength } = storage.data as Uint8Array;
    this.#offsets = storage.offsets!;
    this.#length = storage.length;
    this.#bytes = Buffer.from(buffer, byteOffset, byteLength);
  }

  read(row: number): string {
    const from = Number(this.#offsets[row]!);
    const to = Number(this.#offsets[row + 1]!);
    // Missing cells are passed over, and have no bytes: the block is good for every row ahead that it holds.
    const isHeld = row >= this.#next && row < this.#end;
    if (!isHeld) {
      const inOrder = row === this.#next;
      this.#next = row + 1;
      this.#end = row + 1;
      if (!inOrder) return this.#bytes.toString("utf8", from, to);
      this.#open(row);
    }
    this.#next = row + 1;
    if (this.#odd >= to) return this.#text.substring(from - this.#start, to - this.#start);
    return this.#beyondAscii(from, to);
  }

  #open(row: number): void {
    const offsets = this.#offsets;
    this.#rows = Math.min(BLOCK_ROWS, this.#rows * 2);
    const start = Number(offsets[row]!);
    const limit = Math.min(this.#length, row + this.#rows);
    let end = row + 1;
    while (end < limit && Number(offsets[end + 1]!) - start <= BLOCK_BYTES) end++;
    this.#end = end;
    this.#start = start;
    this.#stop = Number(offsets[end]!);
    this.#text = this.#bytes.toString("latin1", start, this.#stop);
    this.#decoded = undefined;
    this.#extra = 0;
    this.#findOdd(start);
  }

  #findOdd(from: number): void {
    BEYOND_ASCII.lastIndex = from - this.#start;
    const found = BEYOND_ASCII.exec(this.#text);
    this.#odd = found === null ? NONE : this.#start + found.index;
  }

  /** A row of which the bytes at or before `#odd` are not behind. */
  #beyondAscii(from: number, to: number): string {
    const passed = this.#odd < from;
    if (passed) {
      // Rows were left out, and how many characters they have nobody has counted.
      this.#extra = -1;
      this.#findOdd(from);
      if (this.#odd >= to) return this.#text.substring(from - this.#start, to - this.#start);
    }
    const before = this.#extra;
    const extra = extraBytes(this.#bytes, this.#odd, to);
    this.#findOdd(to);
    if (before < 0) return this.#bytes.toString("utf8", from, to);
    this.#extra = before + extra;
    const decoded = (this.#decoded ??= this.#decode());
    if (decoded === null) return this.#bytes.toString("utf8", from, to);
    const begin = from - this.#start - before;
    return decoded.substring(begin, begin + to - from - extra);
  }

  /** The block decoded, if it is UTF-8: else what cannot be read has no certain length. */
  #decode(): string | null {
    const bytes = this.#bytes.subarray(this.#start, this.#stop);
    return isUtf8(bytes) ? bytes.toString("utf8") : null;
  }
}

/** By how much bytes [from, to) of UTF-8 are more than the UTF-16 units that they are: one for two bytes, two for three or four. */
function extraBytes(bytes: Buffer, from: number, to: number): number {
  let extra = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte >= 0xe0) extra += 2;
    else if (byte >= 0xc0) extra++;
  }
  return extra;
}
