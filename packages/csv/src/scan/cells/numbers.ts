import { classify } from "../../types/classify.js";
import { int32Of, int64Of, numberOf } from "../../types/parse-cell.js";
import { cellText, chooseColumn, type Cells, type CellTools } from "./column.js";
import { missing, type Missing } from "./missing.js";
import type { WordTable } from "./word-table.js";

export interface NumbersRequest extends Cells {
  /** texts that mean a missing cell */
  readonly words: WordTable;
  /** Told what each cell can be that is not plainly such a number, as the flags of `types/classify.ts`; false: nothing more is read. */
  readonly goesOn?: (flags: number) => boolean;
}

/** The cells of a column as numbers, and which of them are missing. */
export interface Numbers<Values> extends Missing {
  /** a value a row, 0 for one that is missing or refused. A view on scanner memory, valid until the next call of the same method, as the bitmap is until the next `missing()`, `int32()`, `int64()` or `float64()`. */
  readonly values: Values;
  /** rows whose text is no such number, in order */
  readonly refused: readonly number[];
  /** of integers: whether a cell that plainly is one has a minus */
  readonly isNegative: boolean;
  /** whether all rows were read; where they were not, nothing else of this counts */
  readonly isWhole: boolean;
}

type Kernel = (from: number, rows: number, table: number, validity: number, values: number) => number;

/** Puts a cell that the kernel does not read where its value belongs. False if it is no such number. */
type Take = (row: number, text: string, flags: number) => boolean;

/** Reads a column as int32. Spellings that a declared int32 takes and the kernel does not (`5.0`, spaces) are read by JavaScript. */
export function int32(tools: CellTools, request: NumbersRequest): Numbers<Int32Array> {
  const { rows } = request.index;
  const at = tools.memory.result("int32", rows * 4);
  const values = new Int32Array(tools.memory.regions.buffer, at, rows);
  return { ...read(tools, request, tools.kernels.int32, at, intoNumbers(values, int32Of)), values };
}

/** Reads a column as int64, or as uint64. */
export function int64(tools: CellTools, request: NumbersRequest, isSigned: boolean): Numbers<BigInt64Array | BigUint64Array> {
  const { kernels, memory } = tools;
  const { rows } = request.index;
  const at = memory.result("int64", rows * 8);
  const { buffer } = memory.regions;
  const values = isSigned ? new BigInt64Array(buffer, at, rows) : new BigUint64Array(buffer, at, rows);
  const take: Take = (row, text, flags) => {
    const value = int64Of(text, flags, isSigned);
    values[row] = BigInt(value ?? 0);
    return value !== undefined;
  };
  return { ...read(tools, request, (from, to, table, validity, out) => kernels.int64(from, to, table, validity, out, isSigned), at, take), values };
}

/** Reads a column as float64, each cell as `Number(text)` reads it: most by one exact division, others by a product of 128 bits, few by JavaScript. */
export function float64(tools: CellTools, request: NumbersRequest): Numbers<Float64Array> {
  const { rows } = request.index;
  const at = tools.memory.result("float64", rows * 8);
  const values = new Float64Array(tools.memory.regions.buffer, at, rows);
  return { ...read(tools, request, tools.kernels.float64, at, intoNumbers(values, numberOf)), values };
}

function intoNumbers(values: Int32Array | Float64Array, parse: typeof numberOf): Take {
  return (row, text, flags) => {
    const value = parse(text, flags);
    values[row] = value ?? 0;
    return value !== undefined;
  };
}

/** Lets the kernel read as far as it can, reads the cell where it stopped, and so on. */
function read(tools: CellTools, request: NumbersRequest, kernel: Kernel, values: number, take: Take): Omit<Numbers<never>, "values"> {
  const { index, words, goesOn } = request;
  // What is a number and a word at once, and a word that the kernel does not know, is found before.
  const found = words.hasValues || words.long.length > 0 ? missing(tools, request) : null;
  const validity = found?.validity ?? allThere(tools, index.rows);
  const [table] = tools.memory.stage([found === null ? words.bytes : null]);
  chooseColumn(tools, request);
  const refused: number[] = [];
  let isNegative = false;
  let isWhole = true;
  let count = found?.count ?? 0;
  for (let row = 0; row < index.rows; row++) {
    row = kernel(row, index.rows, table!, validity.byteOffset, values);
    count += tools.kernels.absent.value;
    isNegative ||= tools.kernels.negative.value !== 0;
    if (row === index.rows) break;
    const text = cellText(tools, request, row);
    const flags = classify(text);
    isWhole = goesOn?.(flags) ?? true;
    if (!isWhole) break;
    if (!take(row, text, flags)) refused.push(row);
  }
  return { validity, count, refused, isNegative, isWhole };
}

/** A bitmap of so many cells that are there. */
function allThere({ memory }: CellTools, rows: number): Uint8Array {
  const bytes = (rows + 7) >> 3;
  const at = memory.result("validity", bytes);
  const validity = new Uint8Array(memory.regions.buffer, at, bytes).fill(255);
  if ((rows & 7) !== 0) validity[bytes - 1] = (1 << (rows & 7)) - 1;
  return validity;
}
