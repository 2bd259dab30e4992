import { Column } from "../../column.js";
import { alignedPieces, PIECE } from "./aligned-pieces.js";
import { columnNumbers, type Numbers } from "./numbers.js";

/** Numbers of the rows from `begin` to `end`, and what stands beside each: `b[i & mask]`. */
export interface NumberPairs {
  readonly begin: number;
  readonly end: number;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly mask: -1 | 0;
}

/** The cells of a column, and of another one or a scalar, piece by piece as float64: views where they can be, else gone when the next ones come. */
export function* numberPairs(left: Column, right: Column | Numbers): Generator<NumberPairs> {
  const other = right instanceof Column ? right : null;
  const room = new Float64Array(Math.min(left.length, PIECE));
  const otherRoom = new Float64Array(other === null ? 0 : room.length);
  for (const { begin, end, left: own, right: beside } of alignedPieces(left, other)) {
    const { values: b, mask } = beside === null ? (right as Numbers) : columnNumbers(beside, otherRoom);
    yield { begin, end, a: columnNumbers(own, room).values, b, mask };
  }
}
