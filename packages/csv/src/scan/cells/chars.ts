import { Buffer } from "node:buffer";
import { chooseColumn, type CellTools, type PresentCells } from "./column.js";

export interface CharsRequest extends PresentCells {
  /** rows [from, to), one at least */
  readonly from: number;
  readonly to: number;
}

/** Cells as characters that lie behind one another. */
export interface Chars {
  readonly text: string;
  /**
   * Cell i, of row `from + i`, is text[ends[i], ends[i + 1]), the sign bits aside (`& END`); a negative `ends[i + 1]` says that the
   * cell has a character beyond U+00FF, and is not in the text. A view on scanner memory, valid until the next `chars()`.
   */
  readonly ends: Int32Array;
}

export const END = 0x7fffffff;

/** Characters of a text, about: what one cell that is kept keeps alive. */
const MOST = 128 * 1024;

/** what the kernel keeps between characters that are written and a field whose quotes it removes */
const BESIDE = 32;

/** Reads cells in order, as many of those that are asked for as make a text of no great length: one at least. A missing one is empty. */
export function chars(tools: CellTools, request: CharsRequest): Chars {
  const { kernels, memory } = tools;
  const { index: { starts, ends: fieldEnds, columns }, from, to } = request;
  const [validity] = memory.stage([request.validity]);
  const ends = memory.result("charEnds", (to - from + 1) * 4);
  const bytes = memory.result("chars", fieldEnds[to * columns - 1]! - starts[from]! + BESIDE);
  chooseColumn(tools, request);
  const count = kernels.chars(from, to, validity!, ends, bytes, MOST) - from;
  const { buffer } = memory.regions;
  const found = new Int32Array(buffer, ends, count + 1);
  return { text: Buffer.from(buffer).toString("latin1", bytes, bytes + (found[count]! & END)), ends: found };
}
