import { Buffer, isAscii } from "node:buffer";
import type { Storage } from "../storage.js";

// Decoding a block at once and cutting it is twice as fast as a call for each cell; a block bounds what one kept
// substring holds alive.
const BLOCK_BYTES = 128 * 1024;
const BLOCK_ROWS = 4096;

/**
 * Reads UTF-8 cells. Rows read in order come from a block whose bytes are made characters at once, which is right for
 * every row that is ASCII; a row that is not, and one out of order, is decoded alone.
 */
export function makeTextReader(storage: Storage): (row: number) => string {
  const { length } = storage;
  const offsets = storage.offsets!;
  const data = storage.data as Uint8Array;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  let text = "";
  let first = 0; // the block in `text` holds rows [first, end), from byte `start`
  let end = 0;
  let start = 0;
  let ascii = false;
  let next = 0;

  function openBlock(row: number): void {
    first = row;
    start = Number(offsets[row]!);
    const limit = Math.min(length, row + BLOCK_ROWS);
    end = row + 1;
    while (end < limit && Number(offsets[end + 1]!) - start <= BLOCK_BYTES) end++;
    const stop = Number(offsets[end]!);
    ascii = isAscii(data.subarray(start, stop));
    text = bytes.toString("latin1", start, stop);
  }

  function isAsciiCell(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (data[i]! > 127) return false;
    return true;
  }

  return (row) => {
    const inOrder = row === next;
    next = row + 1;
    if (inOrder && (row >= end || row < first)) openBlock(row); // before it: read a second time, from the start
    const from = Number(offsets[row]!);
    const to = Number(offsets[row + 1]!);
    if (row >= first && row < end && (ascii || isAsciiCell(from, to))) return text.substring(from - start, to - start);
    return bytes.toString("utf8", from, to);
  };
}
