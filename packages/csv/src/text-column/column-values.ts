import { makeBuilder, typeName, type DataArray, type DataType, type StorageParts } from "@framepool/frame/internal";
import type { CellRules } from "../types/cell-rules.js";
import type { TextBlock } from "./TextBlock.js";

/** A column's cells as values of a type. */
export interface ColumnValues {
  /** copies */
  readonly parts: Partial<StorageParts>;
  /** rows whose text the type cannot hold, in order; their values mean nothing */
  readonly refused: readonly number[];
}

/** Reads a whole column of a block. `validity` says which cells are there. */
export function columnValues(block: TextBlock, column: number, type: DataType, validity: Uint8Array | null, rules: CellRules, isShared: boolean): ColumnValues {
  const { scanner, index } = block;
  const request = { index, column, validity };
  switch (type.kind) {
    case "utf8": {
      const { offsets, bytes } = scanner.texts(request);
      return { parts: { offsets: copied(offsets, isShared), data: copied(bytes, isShared) }, refused: [] };
    }
    case "int": if (rules.plain && type.bits === 32 && type.signed) {
      const { values, refused } = scanner.int32(request);
      return { parts: { data: copied(values, isShared) }, refused };
    } break;
    case "float": if (rules.plain && type.bits === 64) {
      const { values, refused } = scanner.float64(request);
      return { parts: { data: copied(values, isShared) }, refused };
    }
  }
  return parsed(block, column, type, validity, rules);
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
