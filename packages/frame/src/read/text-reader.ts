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

/** So many characters take half as long to put into a text as to decode it. */
const FEW_ODD = 3;
/** The characters from U+0080 to U+00FF: those of two bytes whose first is 0xc2 or 0xc3. */
const LATIN = Array.from({ length: 128 }, (_, place) => String.fromCharCode(0x80 + place));

/**
 * Reads UTF-8 cells. Rows read in order come from a block whose bytes are made characters at once, which is right for
 * every row that is ASCII, and nearly for those of Latin-1; a row with other characters, and one out of order, is decoded alone.
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
    return beyondAscii.test(text) ? start + beyondAscii.lastIndex - 1 : NONE;
  }

  /** A row with characters beyond ASCII, the first at `odd`: a few up to U+00FF are put between what is cut. */
  function oddText(from: number, to: number): string {
    let cell = "";
    let at = from;
    for (let left = FEW_ODD; odd < to; odd = nextOdd(at)) {
      const lead = data[odd]!;
      const second = data[odd + 1]!;
      if (left-- === 0 || (lead & 0xfe) !== 0xc2 || odd + 1 >= to || (second & 0xc0) !== 0x80) return bytes.toString("utf8", from, to);
      cell += text.substring(at - start, odd - start) + LATIN[((lead & 1) << 6) | (second & 0x3f)]!;
      at = odd + 2;
    }
    return cell + text.substring(at - start, to - start);
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
    return odd >= to ? text.substring(from - start, to - start) : oddText(from, to);
  };
}
