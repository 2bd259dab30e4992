import type { Column } from "../../column.js";

/** So few rows that what is made of them on the way stays near the processor. */
const PIECE = 2 ** 15;

/** The same rows of two columns, or of one, each in one vector of its column. */
export interface Piece {
  readonly begin: number;
  readonly end: number;
  readonly left: Column;
  /** null where there is no other column */
  readonly right: Column | null;
}

/** The rows of a column, and of another one of the same length, piece by piece: views. A file that was read has a vector for each of its parts. */
export function* alignedPieces(left: Column, right: Column | null): Generator<Piece> {
  const ends = [...new Set([...left.starts, ...(right?.starts ?? [])])].sort((a, b) => a - b).slice(1);
  let begin = 0;
  for (const bound of ends) {
    while (begin < bound) {
      const end = Math.min(begin + PIECE, bound);
      yield { begin, end, left: left.slice(begin, end), right: right?.slice(begin, end) ?? null };
      begin = end;
    }
  }
}

/** Room for the numbers of a piece. */
export function roomForPieces(rows: number): Float64Array {
  return new Float64Array(Math.min(rows, PIECE));
}
