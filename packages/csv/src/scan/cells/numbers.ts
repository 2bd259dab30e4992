import { FLOAT64, INT32, type DataType } from "@framepool/frame/internal";
import { cellParser } from "../../types/parse-cell.js";
import { cellText, chooseColumn, type CellTools, type PresentCells } from "./column.js";

/** The cells of a column as numbers. */
export interface Numbers<Values> {
  /** a value a row, 0 for one that is missing or refused. A view on scanner memory, valid until the next call of the same method. */
  readonly values: Values;
  /** rows whose text is no such number, in order */
  readonly refused: readonly number[];
}

/** Reads a column as int32. Spellings that a declared int32 takes and the kernel does not (`5.0`, spaces) are read by JavaScript. */
export function int32(tools: CellTools, request: PresentCells): Numbers<Int32Array> {
  const { rows } = request.index;
  const at = tools.memory.result("int32", rows * 4);
  const values = new Int32Array(tools.memory.regions.buffer, at, rows);
  return { values, refused: read(tools, request, INT32, tools.kernels.int32, values) };
}

/** Reads a column as float64, each cell as `Number(text)` reads it: most by one exact division, the others by JavaScript. */
export function float64(tools: CellTools, request: PresentCells): Numbers<Float64Array> {
  const { rows } = request.index;
  const at = tools.memory.result("float64", rows * 8);
  const values = new Float64Array(tools.memory.regions.buffer, at, rows);
  return { values, refused: read(tools, request, FLOAT64, tools.kernels.float64, values) };
}

/** Lets the kernel read as far as it can, reads the cell where it stopped, and so on. Gives the rows that are no such number. */
function read(
  tools: CellTools,
  request: PresentCells,
  type: DataType,
  kernel: (from: number, rows: number, validity: number, values: number) => number,
  values: Int32Array | Float64Array,
): number[] {
  const { rows } = request.index;
  const [validity] = tools.memory.stage([request.validity]);
  chooseColumn(tools, request);
  const parse = cellParser(type);
  const refused: number[] = [];
  for (let row = 0; row < rows; row++) {
    row = kernel(row, rows, validity!, values.byteOffset);
    if (row === rows) break;
    const value = parse(cellText(tools, request, row));
    values[row] = typeof value === "number" ? value : 0;
    if (value === undefined) refused.push(row);
  }
  return refused;
}
