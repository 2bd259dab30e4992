import { bytesOf, copyBytes } from "../copy-bytes.js";
import type { Vector } from "../vector.js";
import { ASKED_AT, CODE_AT, COUNTS_AT, FIRST_AT, FOUND_AT, MATCHES_AT, MATCHES_SIZE, STACK_AT, STACK_END, TABLES_AT, textKernels, type Kernels } from "./kernels.js";
import { asciiOf, programOf, type Program } from "./regexp/program.js";
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

/** As many as there are: no text has more. */
export const MOST_MATCHES = 2 ** 31 - 1;

/** The program of a RegExp of which all matches are wanted; null if there is none, or it goes on by halves of characters behind a match of nothing. */
export function programOfAll(pattern: RegExp): Program | null {
  return pattern.unicode ? programOf(pattern) : null;
}

/** Rows of a vector of which all matches lie in the kernels' memory. */
export interface Matched {
  readonly row: number;
  readonly count: number;
  /** addresses of the bytes of the first row, and of the ends of all */
  readonly block: number;
  readonly ends: number;
  /** how many matches lie there of rows before; behind each of these rows, at {@link COUNTS_AT} and `4 * place`, how many up to its end */
  readonly before: number;
  readonly place: number;
}

/**
 * As {@link seeMatches}, but all matches of each row, `most` at most: match k has its addresses at {@link MATCHES_AT}, behind those of k
 * others. A row of which only the RegExp can say, or that has too many, is given to `ask` alone; all come in order.
 */
export function seeAllMatches(vector: Vector, program: Program, most: number, see: (matched: Matched) => void, ask: (row: number) => void): void {
  const kernels = textKernels();
  const { counts, asked } = kernels;
  const ends = vector.storage.offsets as Int32Array;
  const how = placeProgram(kernels, program);
  const match = (row: number, count: number, block: number, rowEnds: number): void => {
    kernels.matchAll(CODE_AT, how, FIRST_AT, 8 * program.slots, block, rowEnds, count, most, STACK_AT, STACK_END, MATCHES_AT, MATCHES_SIZE, COUNTS_AT, ASKED_AT);
    const first = ends[vector.offset + row]!;
    let place = 0;
    const seeUpTo = (end: number): void => {
      if (end === place) return;
      see({ row: row + place, count: end - place, block: block + ends[vector.offset + row + place]! - first, ends: rowEnds + 4 * place, before: place === 0 ? 0 : counts[place - 1]!, place });
    };
    for (let k = 1; k <= asked[0]!; k++) {
      const next = asked[k]!;
      seeUpTo(next);
      ask(row + next);
      place = next + 1;
    }
    seeUpTo(count);
  };
  seeRows(vector, match, ask);
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
