import { Column } from "../../column.js";
import { numbersWithGaps, type GappedNumbers } from "./numbers-with-gaps.js";

/** Cells that are looked at together: so few that what is made of them stays near the processor, in memory that is used again. */
export const BLOCK = 8192;

/** One number for each row: the group it belongs to, or what is to be said of it. */
type RowCodes = Int32Array | Uint8Array;

/** Some of a column's cells, and the code of each. */
export interface NumberBlock<C extends RowCodes = Int32Array> extends GappedNumbers {
  readonly codes: C;
}

/** The cells of a column that reads as numbers, and their codes (views), a block at a time: each is gone when the next one comes. */
export function* numberBlocks<C extends RowCodes>(column: Column, codes: C): Generator<NumberBlock<C>> {
  let begin = 0;
  for (const numbers of cellBlocks(column, new Float64Array(Math.min(BLOCK, column.length)))) {
    const end = begin + numbers.values.length;
    yield { ...numbers, codes: codes.subarray(begin, end) as C };
    begin = end;
  }
}

/** The cells alone: where they cannot be the column's own memory they are in `room`, which is for a block, or for all cells if these are fewer. */
export function* cellBlocks({ name, type, vectors }: Column, room: Float64Array): Generator<GappedNumbers> {
  for (const vector of vectors) {
    for (let begin = 0; begin < vector.length; begin += BLOCK) yield numbersWithGaps(new Column(name, type, [vector.slice(begin, Math.min(begin + BLOCK, vector.length))]), room);
  }
}
