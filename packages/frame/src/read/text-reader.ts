import { Buffer, isAscii } from "node:buffer";
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

/**
 * Reads UTF-8 cells. Rows read in order come from a block whose bytes are made characters at once, which is right for
 * every row that is ASCII; a row that is not, and one out of order, is decoded alone.
 */
export function makeTextReader(storage: Storage): (row: number) => string {
  const { length } = storage;
  const offsets = storage.offsets!;
  const data = storage.data as Uint8Array;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  // Found by the engine's own search: a loop over bytes is dear in a worker that has just started and runs cold code.
  const beyondAscii = /[\x80-\xff]/g;
  let text = "";
  let next = 0; // the block in `text` holds the rows from here up to `end`, from byte `start` on
  let end = 0;
  let start = 0;
  let odd = 0; // the first byte beyond ASCII at or behind the last row that was read
  let rows = FIRST_ROWS / 2;

  function openBlock(row: number): void {
    start = Number(offsets[row]!);
    rows = Math.min(BLOCK_ROWS, rows * 2);
    const limit = Math.min(length, row + rows);
    end = row + 1;
    while (end < limit && Number(offsets[end + 1]!) - start <= BLOCK_BYTES) end++;
    const stop = Number(offsets[end]!);
    text = bytes.toString("latin1", start, stop);
    odd = isAscii(data.subarray(start, stop)) ? NONE : start - 1;
  }

  /** Where the first byte beyond ASCII is, from `from` on. */
  function nextOdd(from: number): number {
    beyondAscii.lastIndex = from - start;
    const found = beyondAscii.exec(text);
    return found === null ? NONE : start + found.index;
  }

  return (row) => {
    const from = Number(offsets[row]!);
    const to = Number(offsets[row + 1]!);
    // Missing cells are passed over: the block is good for every row ahead that it holds.
    if (row < next || row >= end) {
      const inOrder = row === next;
      next = row + 1;
      end = next;
      if (!inOrder) return bytes.toString("utf8", from, to);
      openBlock(row);
    }
    next = row + 1;
    if (odd < from) odd = nextOdd(from);
    return odd >= to ? text.substring(from - start, to - start) : bytes.toString("utf8", from, to);
  };
}
