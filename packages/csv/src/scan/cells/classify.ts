import { classify as classifyText, IS_TEXT } from "../../types/classify.js";
import { cellText, chooseColumn, type CellTools, type PresentCells } from "./column.js";

/**
 * What the cells of a column that are there can be: the flags of `types/classify.ts`, or-ed together; 0 if there are none.
 * Once a cell is text the column is, whatever else comes, and the cells behind it are not looked at.
 */
export function classify(tools: CellTools, request: PresentCells): number {
  const { kernels, memory } = tools;
  const { rows } = request.index;
  const [validity] = memory.stage([request.validity]);
  chooseColumn(tools, request);
  let flags = 0;
  for (let row = 0; row < rows && (flags & IS_TEXT) === 0; row++) {
    row = kernels.classify(row, rows, validity!);
    flags |= kernels.flags.value;
    if (row < rows) flags |= classifyText(cellText(tools, request, row));
  }
  return flags;
}
