import type { Vector } from "../vector.js";
import { BLOCK, CODE_AT, FIRST_AT, FOUND_AT, MOST_ROWS, placeBlock, placeEnds, STACK_AT, STACK_END, TABLES_AT, textKernels, type Kernels } from "./kernels.js";
import type { Program } from "./regexp/program.js";

/** A row of which the kernel cannot tell what it has: the RegExp itself is to be asked. */
export const ASK = -2;

// How a match begins, as assembly/match.ts has it.
const WITH_BYTE = 0;
const WITH_TABLE = 1;
const WITH_TEXT = 2;

/**
 * Matches in rows of text with 32-bit offsets, a block at a time. `see` gets the first row of a block, how many there are, and for
 * each of them two addresses a slot (those of the whole match, then those of each group): where in the kernels' memory it begins
 * and ends, -1 where there is none. The first is {@link ASK} where only the RegExp can say. A row without a value is looked at, too.
 */
export function seeMatches({ storage, offset, length }: Vector, program: Program, see: (row: number, count: number, slots: Int32Array) => void): void {
  const kernels = textKernels();
  const { memory, slots } = kernels;
  const ends = storage.offsets as Int32Array;
  const data = storage.data as Uint8Array;
  const how = placeProgram(kernels, program);
  for (let row = 0, stop = 0; row < length; row = stop) {
    const begin = ends[offset + row]!;
    while (stop < length && stop - row < MOST_ROWS && ends[offset + stop + 1]! - begin <= BLOCK) stop++;
    if (stop === row) {
      stop++;
      slots[0] = ASK;
    } else {
      const block = placeBlock(memory, data.subarray(begin, ends[offset + stop]));
      const at = placeEnds(memory, ends.subarray(offset + row, offset + stop + 1));
      kernels.matchRows(CODE_AT, how, FIRST_AT, 8 * program.slots, block, at, stop - row, STACK_AT, STACK_END, FOUND_AT);
    }
    see(row, stop - row, slots);
  }
}

/** Copies a program to the kernels' memory, and gives how its matches begin. */
function placeProgram({ memory }: Kernels, { code, tables, first }: Program): number {
  memory.set(new Uint8Array(code.buffer, code.byteOffset, code.byteLength), CODE_AT);
  memory.set(tables, TABLES_AT);
  if (first === null) return WITH_TEXT;
  memory.set(first, FIRST_AT);
  return first.length === 1 ? WITH_BYTE : WITH_TABLE;
}
