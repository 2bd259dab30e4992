import { bytesOf, copyBytes } from "../copy-bytes.js";
import type { Vector } from "../vector.js";
import { CODE_AT, FIRST_AT, FOUND_AT, STACK_AT, STACK_END, TABLES_AT, textKernels, type Kernels } from "./kernels.js";
import { asciiOf, type Program } from "./regexp/program.js";
import { seeRows } from "./see-rows.js";

/** A row of which the kernel cannot tell what it has: the RegExp itself is to be asked. */
export const ASK = -2;

// How a match begins, as assembly/match.ts has it.
const WITH_BYTE = 0;
const WITH_TABLE = 1;
const WITH_TEXT = 2;
/** Where it looks for which bytes of ASCII these are, behind the table. */
const FIRST_ASCII = 272;

/**
 * Matches in rows of text with 32-bit offsets, a block at a time. `see` gets the first row of a block, how many there are, and for
 * each of them two addresses a slot (those of the whole match, then those of each group): where in the kernels' memory it begins
 * and ends, -1 where there is none. The first is {@link ASK} where only the RegExp can say. A row without a value is looked at, too.
 */
export function seeMatches(vector: Vector, program: Program, see: (row: number, count: number, slots: Int32Array) => void): void {
  const kernels = textKernels();
  const { slots } = kernels;
  const how = placeProgram(kernels, program);
  const match = (row: number, count: number, block: number, ends: number): void => {
    kernels.matchRows(CODE_AT, how, FIRST_AT, 8 * program.slots, block, ends, count, STACK_AT, STACK_END, FOUND_AT);
    see(row, count, slots);
  };
  seeRows(vector, match, (row) => {
    slots[0] = ASK;
    see(row, 1, slots);
  });
}

/** Copies a program to the kernels' memory, and gives how its matches begin. */
function placeProgram({ target }: Kernels, { code, tables, first }: Program): number {
  copyBytes(bytesOf(code), target, CODE_AT);
  copyBytes(tables, target, TABLES_AT);
  if (first === null) return WITH_TEXT;
  copyBytes(first, target, FIRST_AT);
  if (first.length === 1) return WITH_BYTE;
  copyBytes(asciiOf(first), target, FIRST_AT + FIRST_ASCII);
  return WITH_TABLE;
}
