import { chooseColumn, type CellTools, type PresentCells } from "./column.js";

/** The cells of a column as Arrow utf8: row r is bytes[offsets[r], offsets[r + 1]). */
export interface Texts {
  /** one more than rows, from 0. Views on scanner memory, valid until the next `texts()`. */
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

/** Reads a column as text: quotes are removed, doubled ones made single; a missing cell is empty. */
export function texts(tools: CellTools, request: PresentCells): Texts {
  const { kernels, memory } = tools;
  const { rows, starts, next } = request.index;
  const [validity] = memory.stage([request.validity]);
  const offsets = memory.result("offsets", (rows + 1) * 4);
  // No longer than the text that the rows are in; what is not written to costs nothing.
  const bytes = memory.result("bytes", rows === 0 ? 0 : next - starts[0]!);
  chooseColumn(tools, request);
  const length = kernels.texts(rows, validity!, offsets, bytes);
  const { buffer } = memory.regions;
  return { offsets: new Int32Array(buffer, offsets, rows + 1), bytes: new Uint8Array(buffer, bytes, length) };
}
