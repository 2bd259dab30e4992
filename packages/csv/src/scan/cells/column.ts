import { Buffer } from "node:buffer";
import { NO_QUOTE, type Kernels } from "../kernels.js";
import type { Index, ScanDialect } from "../scan-types.js";
import type { ScanMemory } from "../ScanMemory.js";

/** Which cells a kernel is asked about: all rows of a column. */
export interface Cells {
  /** the scanner's latest, of a text that is what it was */
  readonly index: Index;
  readonly column: number;
}

/** Cells, and which of them are there. */
export interface PresentCells extends Cells {
  /** bit `row`, least significant first, is 0 where the cell is missing; null: only those that a short row lacks are. Copied in where it is not the scanner's own. */
  readonly validity: Uint8Array | null;
}

/** What every kernel of cells works with. */
export interface CellTools {
  readonly kernels: Kernels;
  readonly memory: ScanMemory;
  readonly dialect: ScanDialect;
}

/** Tells the kernels which column the next call is about. */
export function chooseColumn({ kernels, memory, dialect }: CellTools, { index, column }: Cells): void {
  const { starts, ends, columns, escapes } = index;
  kernels.column(memory.text.byteOffset, starts.byteOffset, ends.byteOffset, columns, column, dialect.quote < 0 ? NO_QUOTE : dialect.quote, escapes);
}

/** Bytes of a cell's text, quotes removed: a copy. The row has the field. */
export function cellBytes({ memory: { text }, dialect: { quote } }: CellTools, { index, column }: Cells, row: number): Buffer {
  const { starts, ends, columns } = index;
  const end = ends[row * columns + column]!;
  const start = column === 0 ? starts[row]! : ends[row * columns + column - 1]! + 1;
  const field = Buffer.from(text.slice(start, end).buffer);
  return field.length > 0 && field[0] === quote ? unquote(field, quote) : field;
}

/** The text of a cell as UTF-8. */
export function cellText(tools: CellTools, cells: Cells, row: number): string {
  return cellBytes(tools, cells, row).toString("utf8");
}

function unquote(field: Buffer, quote: number): Buffer {
  let to = 0;
  let at = 1;
  for (; at < field.length; at++) {
    if (field[at] === quote && field[++at] !== quote) break;
    field[to++] = field[at]!;
  }
  // Text behind the closing quote belongs to the field.
  return field.subarray(0, to + field.copy(field, to, at));
}
