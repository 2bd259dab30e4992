import { classify as classifyText, IS_TEXT } from "../../types/classify.js";
import { cellText, chooseColumn, type CellTools, type PresentCells } from "./column.js";
import { missing } from "./missing.js";
import type { WordTable } from "./word-table.js";

export interface ClassifyRequest extends PresentCells {
  /** cells of these texts are missing, too: quicker than to find them first */
  readonly words?: WordTable;
}

/**
 * What the cells of a column that are there can be: the flags of `types/classify.ts`, or-ed together; 0 if there are none.
 * Once a cell is text the column is, whatever else comes, and the cells behind it are not looked at.
 */
export function classify(tools: CellTools, request: ClassifyRequest): number {
  const { words } = request;
  if (words === undefined || words.long.length === 0) return classifyPresent(tools, request, words);
  // Only the other kernel knows long words.
  const { validity } = missing(tools, { ...request, words });
  if (request.validity !== null) for (let i = 0; i < validity.length; i++) validity[i]! &= request.validity[i]!;
  return classifyPresent(tools, { ...request, validity }, undefined);
}

function classifyPresent(tools: CellTools, request: PresentCells, words: WordTable | undefined): number {
  const { kernels, memory } = tools;
  const { rows } = request.index;
  const [validity, table] = memory.stage([request.validity, words?.bytes ?? null]);
  chooseColumn(tools, request);
  let flags = 0;
  for (let row = 0; row < rows && (flags & IS_TEXT) === 0; row++) {
    row = kernels.classify(row, rows, validity!, table!);
    flags |= kernels.flags.value;
    if (row < rows) flags |= classifyText(cellText(tools, request, row));
  }
  return flags;
}
