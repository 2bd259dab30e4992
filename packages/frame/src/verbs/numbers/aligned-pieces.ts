import { Column } from "../../column.js";

/** So few rows that what is made of them on the way stays near the processor. */
export const PIECE = 2 ** 15;

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
  let [k, j] = [0, 0];
  let end: number;
  for (let begin = 0; begin < left.length; begin = end) {
    while (left.starts[k + 1]! <= begin) k++;
    while (right !== null && right.starts[j + 1]! <= begin) j++;
    end = Math.min(begin + PIECE, left.starts[k + 1]!, right?.starts[j + 1] ?? Infinity);
    yield { begin, end, left: rowsIn(left, k, begin, end), right: right === null ? null : rowsIn(right, j, begin, end) };
  }
}

/** Rows of one vector of a column. */
function rowsIn({ name, type, vectors, starts, facts }: Column, k: number, begin: number, end: number): Column {
  return new Column(name, type, [vectors[k]!.slice(begin - starts[k]!, end - starts[k]!)], facts);
}
