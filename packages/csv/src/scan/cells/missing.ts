import { cellBytes, chooseColumn, type Cells, type CellTools } from "./column.js";
import type { WordTable } from "./word-table.js";

export interface MissingRequest extends Cells {
  readonly words: WordTable;
}

/** Which cells of a column are missing. */
export interface Missing {
  /** bit `row`, least significant first: 1 where the cell is there; 0 behind the last row. A view on scanner memory, valid until the next `missing()`, `int32()`, `int64()` or `float64()`. */
  readonly validity: Uint8Array;
  /** how many are missing */
  readonly count: number;
}

/** Finds the cells that a short row lacks, or whose text, quotes removed, is one of the words. */
export function missing(tools: CellTools, request: MissingRequest): Missing {
  const { kernels, memory } = tools;
  const { index, words } = request;
  const [table] = memory.stage([words.bytes]);
  const bytes = (index.rows + 7) >> 3;
  const at = memory.result("validity", bytes);
  chooseColumn(tools, request);
  const count = kernels.missing(index.rows, table!, at);
  const validity = new Uint8Array(memory.regions.buffer, at, bytes);
  return { validity, count: count + (words.long.length > 0 ? missingLong(tools, request, validity) : 0) };
}

/** Clears the bits of cells that are one of the long words. Gives how many. */
function missingLong(tools: CellTools, request: MissingRequest, validity: Uint8Array): number {
  const { index: { rows, columns, starts, ends }, column, words: { long } } = request;
  const shortest = long.reduce((least, { length }) => Math.min(least, length), Infinity);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const start = column === 0 ? starts[row]! : ends[row * columns + column - 1]! + 1;
    if (ends[row * columns + column]! - start < shortest) continue;
    const text = cellBytes(tools, request, row);
    if (!long.some((word) => word.equals(text))) continue;
    validity[row >> 3]! &= ~(1 << (row & 7));
    count++;
  }
  return count;
}
