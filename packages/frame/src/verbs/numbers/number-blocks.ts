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
export function* numberBlocks<C extends RowCodes>({ name, type, vectors, starts, length }: Column, codes: C): Generator<NumberBlock<C>> {
  const room = new Float64Array(Math.min(BLOCK, length));
  for (const [k, vector] of vectors.entries()) {
    for (let begin = 0; begin < vector.length; begin += BLOCK) {
      const end = Math.min(begin + BLOCK, vector.length);
      const numbers = numbersWithGaps(new Column(name, type, [vector.slice(begin, end)]), room);
      yield { ...numbers, codes: codes.subarray(starts[k]! + begin, starts[k]! + end) as C };
    }
  }
}
