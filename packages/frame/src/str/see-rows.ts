import { bytesOf } from "../copy-bytes.js";
import type { Vector } from "../vector.js";
import { BLOCK, MOST_ROWS, placeBlock, placeEnds, textKernels } from "./kernels.js";

/** What is done with rows whose bytes and ends lie in the kernels' memory; the first byte of the first one is at `block`. */
export type SeeRows = (row: number, count: number, block: number, ends: number) => void;

/** The rows of a vector of text with 32-bit offsets, a block at a time; a row that is longer than a block is given to `long` alone. */
export function seeRows({ storage, offset, length }: Vector, see: SeeRows, long: (row: number) => void): void {
  const kernels = textKernels();
  const ends = (storage.offsets as Int32Array).subarray(offset, offset + length + 1);
  const endBytes = bytesOf(ends);
  const data = storage.data as Uint8Array;
  for (let row = 0, stop = 0; row < length; row = stop) {
    stop = rowsWithin(ends, row, ends[row]! + BLOCK);
    if (stop === row) long(stop++);
    else see(row, stop - row, placeBlock(kernels, data.subarray(ends[row], ends[stop])), placeEnds(kernels, endBytes.subarray(4 * row, 4 * stop + 4)));
  }
}

/** The row behind the last one that ends at `most` at the latest, of as many as a block may have: by bisection. */
function rowsWithin(ends: Int32Array, row: number, most: number): number {
  let low = row;
  let high = Math.min(row + MOST_ROWS, ends.length - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ends[middle]! <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}
