import type { Vector } from "../../vector.js";
import { Shuffle } from "./Shuffle.js";

/** Which row of which vector makes each row of a result. */
export interface Picks {
  readonly length: number;
  /** number of the vector; null where there is only one */
  readonly piece: Int32Array | null;
  /** row within that vector's window; -1 makes a missing row */
  readonly row: Int32Array;
  /** whether any row is -1 */
  readonly missing: boolean;
}

/** Rows of a table in the order of a result: any number of times each, -1 for a missing row; or all of them in another order. */
export type PickedRows = Int32Array | Shuffle;

/** All rows in another order. Which of them comes where is only made for who asks. */
export class ShuffledPicks implements Picks {
  readonly shuffle: Shuffle;
  readonly length: number;
  readonly missing = false;
  readonly #starts: readonly number[];
  #made: Picks | null = null;

  constructor(shuffle: Shuffle, starts: readonly number[]) {
    this.shuffle = shuffle;
    this.length = starts.at(-1)!;
    this.#starts = starts;
  }

  get piece(): Int32Array | null {
    return this.#picks().piece;
  }

  get row(): Int32Array {
    return this.#picks().row;
  }

  #picks(): Picks {
    return (this.#made ??= picksOf(this.#starts, this.shuffle.rows));
  }
}

/** The shuffle that picks are; null if they are others. */
export function shuffleOfPicks(picks: Picks): Shuffle | null {
  return picks instanceof ShuffledPicks ? picks.shuffle : null;
}

/** Picks for rows of a column whose vectors begin at `starts` (one more entry holds the length). */
export function picksOf(starts: readonly number[], rows: PickedRows): Picks {
  if (rows instanceof Shuffle) return new ShuffledPicks(rows, starts);
  const { length } = rows;
  const missing = rows.includes(-1);
  if (starts.length <= 2) return { length, piece: null, row: rows, missing };
  const piece = new Int32Array(length);
  const row = new Int32Array(length);
  let k = 0;
  for (let i = 0; i < length; i++) {
    const from = rows[i]!;
    if (from < 0) {
      row[i] = -1;
      continue;
    }
    if (from < starts[k]! || from >= starts[k + 1]!) k = pieceOf(starts, from);
    piece[i] = k;
    row[i] = from - starts[k]!;
  }
  return { length, piece, row, missing };
}

/** The vector that holds a row, by bisection. */
function pieceOf(starts: readonly number[], row: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rows `[begin, end)` of the picks: views. */
export function cutPicks(picks: Picks, begin: number, end: number): Picks {
  return { length: end - begin, piece: picks.piece?.subarray(begin, end) ?? null, row: picks.row.subarray(begin, end), missing: picks.missing };
}

/** The children at one place of several nested vectors, each cut to its parent's window (`size` child rows for one of the parent). */
export function childrenAt(vectors: readonly Vector[], place: number, size = 1): Vector[] {
  return vectors.map(({ storage, offset, length }) => storage.children[place]!.slice(offset * size, (offset + length) * size));
}
