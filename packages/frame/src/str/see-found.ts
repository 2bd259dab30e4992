import type { Vector } from "../vector.js";
import { copyBytes } from "../copy-bytes.js";
import { BLOCK, FOUND_AT, placeBlock, SOUGHT_AT, textKernels } from "./kernels.js";

/**
 * Where bytes (1 to as many as can be sought) are found in all bytes of a vector of text with 32-bit offsets, rising, also across each other and across
 * the ends of cells. `see` gets numbers, how many of them hold, and what to add to each for a place in the vector's data.
 */
export function seeFound({ storage, offset, length }: Vector, wanted: Uint8Array, see: (found: Uint32Array, count: number, shift: number) => void): void {
  const { memory, found, find } = textKernels();
  const from = storage.data as Uint8Array;
  const ends = storage.offsets as Int32Array;
  const last = ends[offset + length]!;
  copyBytes(wanted, memory, SOUGHT_AT);
  for (let begin = ends[offset]!; begin + wanted.length <= last; begin += BLOCK) {
    // One may begin at the last byte of a block, and end in the next block.
    const block = from.subarray(begin, Math.min(begin + BLOCK + wanted.length - 1, last));
    const address = placeBlock(memory, block);
    see(found, find(address, address + block.length, SOUGHT_AT, wanted.length, FOUND_AT), begin - address);
  }
}
