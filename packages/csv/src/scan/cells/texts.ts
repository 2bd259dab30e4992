import { chooseColumn, type CellTools, type PresentCells } from "./column.js";

/** The cells of a column as Arrow utf8: row r is bytes[offsets[r], offsets[r + 1]). */
export interface Texts {
  /** one more than rows, from 0. Views on scanner memory, valid until the next `texts()`. */
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
  /** bit `row`, least significant first: 1 where the cell has a byte >= 0x80; the others are the same in every encoding */
  readonly nonAscii: Uint8Array;
}

/** Reads a column as text: quotes are removed, doubled ones made single; a missing cell is empty. */
export function texts(tools: CellTools, request: PresentCells): Texts {
  const { kernels, memory } = tools;
  const { rows, starts, next } = request.index;
  const [validity] = memory.stage([request.validity]);
  const offsets = memory.result("offsets", (rows + 1) * 4);
  // No longer than the text that the rows are in; what is not written to costs nothing.
  const bytes = memory.result("bytes", rows === 0 ? 0 : next - starts[0]!);
  const nonAscii = memory.result("nonAscii", (rows + 7) >> 3);
  chooseColumn(tools, request);
  const length = kernels.texts(rows, validity!, offsets, bytes, nonAscii);
  const { buffer } = memory.regions;
  return { offsets: new Int32Array(buffer, offsets, rows + 1), bytes: new Uint8Array(buffer, bytes, length), nonAscii: new Uint8Array(buffer, nonAscii, (rows + 7) >> 3) };
}
