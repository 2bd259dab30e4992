/** Equal cells of the range of all edges; of fewer rows each is looked up among all edges, since to make a grid takes longer. */
const CELLS = 1024;

/**
 * For each value how many of the rising `edges` are less than it, or with `orEqual` are it, too; 0 for NaN. The range of the
 * edges is cut into equal cells: what lies in lower cells is less, so that a value is compared with the edges in its own
 * alone, of which there are mostly none, and the processor seldom guesses wrong.
 */
export function edgesBelow(values: Float64Array, edges: Float64Array, orEqual: boolean): Int32Array {
  const counts = new Int32Array(values.length);
  const { low, scale, firsts, lasts } = gridOf(edges, values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const cell = cellOf(value, low, scale);
    let first = firsts[cell]!;
    let last = lasts[cell]!;
    while (first < last) {
      const middle = (first + last) >> 1;
      if (orEqual ? edges[middle]! <= value : edges[middle]! < value) first = middle + 1;
      else last = middle;
    }
    counts[row] = value === value ? first : 0;
  }
  return counts;
}

interface Grid {
  readonly low: number;
  readonly scale: number;
  /** for each cell, one below and one above the range among them, where its edges begin and end */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
}

function gridOf(edges: Float64Array, rows: number): Grid {
  const finite = edges.filter(Number.isFinite);
  const low = finite[0] ?? 0;
  const scale = CELLS / (finite[finite.length - 1]! - low);
  const [firsts, lasts] = [new Int32Array(CELLS + 2), new Int32Array(CELLS + 2).fill(edges.length)];
  if (rows < CELLS || !(scale > 0 && scale < Infinity) || edges.some(Number.isNaN)) return { low, scale: 0, firsts, lasts };
  for (const edge of edges) for (let cell = cellOf(edge, low, scale) + 1; cell < firsts.length; cell++) firsts[cell]!++;
  for (let cell = 0; cell + 1 < lasts.length; cell++) lasts[cell] = firsts[cell + 1]!;
  return { low, scale, firsts, lasts };
}

/** It rises with the value, so that of two cells the values in the lower one are less. */
function cellOf(value: number, low: number, scale: number): number {
  return (Math.min(Math.max((value - low) * scale, -1), CELLS) + 1) | 0;
}
