import type { Vector } from "../vector.js";
import { BLOCK, MOST_ROWS, placeBlock, placeEnds, textKernels } from "./kernels.js";

/** What is done with rows whose bytes and ends lie in the kernels' memory; the first byte of the first one is at `block`. */
export type SeeRows = (row: number, count: number, block: number, ends: number) => void;

/** The rows of a vector of text with 32-bit offsets, a block at a time; a row that is longer than a block is given to `long` alone. */
export function seeRows({ storage, offset, length }: Vector, see: SeeRows, long: (row: number) => void): void {
  const { memory } = textKernels();
  const ends = storage.offsets as Int32Array;
  const data = storage.data as Uint8Array;
  for (let row = 0, stop = 0; row < length; row = stop) {
    const begin = ends[offset + row]!;
    while (stop < length && stop - row < MOST_ROWS && ends[offset + stop + 1]! - begin <= BLOCK) stop++;
    if (stop === row) long(stop++);
    else see(row, stop - row, placeBlock(memory, data.subarray(begin, ends[offset + stop])), placeEnds(memory, ends.subarray(offset + row, offset + stop + 1)));
  }
}
