import { makeBuilder, typeName, type DataArray, type DataType, type StorageParts } from "@framepool/frame/internal";
import type { Numbers, NumbersRequest } from "../scan/cells/numbers.js";
import type { WordTable } from "../scan/cells/word-table.js";
import type { CellRules } from "../types/cell-rules.js";
import { IS_BOOL, IS_INT32, IS_INT64, IS_INTEGER, IS_NEGATIVE, IS_TEXT } from "../types/classify.js";
import type { TextBlock } from "./TextBlock.js";

/** A column's cells as values of a type. */
export interface ColumnValues {
  /** copies */
  readonly parts: Partial<StorageParts>;
  /** rows whose text the type cannot hold, in order; their values mean nothing */
  readonly refused: readonly number[];
}

/** A column's cells as numbers, and which of them are there. */
export interface NumberValues extends ColumnValues {
  /** null: all */
  readonly validity: Uint8Array | null;
}

/** Whether a column is read as numbers, by {@link numberValues}. */
export function readsNumbers(type: DataType, { plain }: CellRules): boolean {
  return plain && ((type.kind === "int" && (type.bits === 64 || (type.bits === 32 && type.signed))) || (type.kind === "float" && type.bits === 64));
}

/** Reads a whole column of numbers of a block: a cell is looked at once. */
export function numberValues(block: TextBlock, column: number, type: DataType, words: WordTable, isShared: boolean): NumberValues {
  return valuesOf(numbersOf(block, type, { column, words }), isShared);
}

/** What makes a column of another type, if one cell is it. */
const NO_INT32 = ~(IS_INT32 | IS_NEGATIVE);
const NO_INT64 = ~(IS_INT32 | IS_INT64 | IS_NEGATIVE);
const NO_UINT64 = ~IS_INTEGER;
const NO_FLOAT64 = IS_TEXT | IS_BOOL;

/**
 * The same, and what the cells can be beside what the type says, as the flags of `types/classify.ts`; null where one of them makes it
 * another type. Which of the cells of a float64 are integers is not among them: beside a float that makes no difference.
 */
export function seenNumberValues(block: TextBlock, column: number, type: DataType, words: WordTable, isShared: boolean): (NumberValues & { readonly flags: number }) | null {
  const other = otherThan(type);
  let flags = 0;
  const goesOn = (own: number): boolean => {
    flags |= own;
    return (flags & other) === 0;
  };
  const numbers = numbersOf(block, type, { column, words, goesOn });
  return numbers.isWhole ? { ...valuesOf(numbers, isShared), flags: numbers.isNegative ? flags | IS_NEGATIVE : flags } : null;
}

function otherThan(type: DataType): number {
  if (type.kind !== "int") return NO_FLOAT64;
  if (type.bits === 32) return NO_INT32;
  return type.signed ? NO_INT64 : NO_UINT64;
}

type NumberArray = Int32Array | BigInt64Array | BigUint64Array | Float64Array;

function numbersOf({ scanner, index }: TextBlock, type: DataType, request: Omit<NumbersRequest, "index">): Numbers<NumberArray> {
  if (type.kind !== "int") return scanner.float64({ index, ...request });
  return type.bits === 32 ? scanner.int32({ index, ...request }) : scanner.int64({ index, ...request }, type.signed);
}

function valuesOf({ values, validity, count, refused }: Numbers<NumberArray>, isShared: boolean): NumberValues {
  return { parts: { data: copied(values, isShared) }, validity: count === 0 ? null : copied(validity, isShared), refused };
}

/** Reads a whole column of a block. `validity` says which cells are there. */
export function columnValues(block: TextBlock, column: number, type: DataType, validity: Uint8Array | null, rules: CellRules, isShared: boolean): ColumnValues {
  if (type.kind !== "utf8") return parsed(block, column, type, validity, rules);
  const { offsets, bytes } = block.scanner.texts({ index: block.index, column, validity });
  return { parts: { offsets: copied(offsets, isShared), data: copied(bytes, isShared) }, refused: [] };
}

/** One cell after the other, by JavaScript. */
function parsed(block: TextBlock, column: number, type: DataType, validity: Uint8Array | null, rules: CellRules): ColumnValues {
  const { rows } = block.index;
  const parse = rules.parser(type);
  const builder = makeBuilder(type, rows);
  const refused: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (!isThere(block, row, column, validity)) {
      builder.appendNull();
      continue;
    }
    const cell = parse(block.cellText(row, column));
    if (cell === undefined) {
      refused.push(row);
      builder.appendNull();
    } else builder.append(cell);
  }
  const { offsets, data, children, dictionary } = builder.finish().storage;
  return { parts: { offsets, data, children, dictionary }, refused };
}

/** Whether a cell is not missing. */
export function isThere(block: TextBlock, row: number, column: number, validity: Uint8Array | null): boolean {
  if (validity !== null) return ((validity[row >> 3]! >> (row & 7)) & 1) !== 0;
  return block.end(row, column) >= block.start(row, column);
}

/** A copy; on shared memory, which crosses a thread by handle, or not. */
export function copied<T extends DataArray>(array: T, isShared: boolean): T {
  const memory = isShared ? new SharedArrayBuffer(array.byteLength) : new ArrayBuffer(array.byteLength);
  const copy = new (array.constructor as new (buffer: ArrayBufferLike) => T)(memory);
  (copy as Uint8Array).set(array as Uint8Array);
  return copy;
}

/** Why a cell makes its row a bad line. */
export function refusal(text: string, type: DataType): string {
  return `${JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)} is no ${typeName(type)}`;
}
