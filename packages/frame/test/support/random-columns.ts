import { type Cell, type DType } from "@framepool/frame";
import { columnFromValues, concatColumns, type Column } from "@framepool/frame/internal";
import fc from "fast-check";
import { scattered } from "./scattered.js";

const int = (low: number, high: number) => fc.integer({ min: low, max: high });
const when = (unit: number) => fc.integer({ min: -1e6, max: 1e6 }).map((n) => new Date(n * unit));

/** Cells that each column type can hold. */
export const CELLS: Readonly<Record<DType, fc.Arbitrary<Cell>>> = {
  bool: fc.boolean(),
  int8: int(-128, 127),
  int16: int(-32768, 32767),
  int32: int(-(2 ** 31), 2 ** 31 - 1),
  int64: fc.maxSafeInteger(),
  uint8: int(0, 255),
  uint16: int(0, 65535),
  uint32: int(0, 2 ** 32 - 1),
  uint64: fc.maxSafeNat(),
  float32: fc.float(),
  float64: fc.double(),
  string: fc.string({ unit: "grapheme", maxLength: 30 }),
  category: fc.constantFrom("a", "bb", "", "é😀"),
  date: when(86_400_000),
  timestamp: when(1),
  duration: int(-1e9, 1e9),
};

export const DTYPES = Object.keys(CELLS) as DType[];

/** Cells of a type, some of them missing. */
export const cellsOf = (dtype: DType, length: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<Cell[]> =>
  fc.array(fc.option(CELLS[dtype], { freq: 5 }), { maxLength: 40, ...length });

/** The same cells as one column of several vectors, each a window that begins anywhere in its storage; every second one of text has its texts left where they lie. */
export function inPieces(name: string, cells: readonly Cell[], dtype: DType, cuts: readonly number[]): Column {
  const ends = [...new Set([0, ...cuts.map((cut) => cut % (cells.length + 1)), cells.length])].sort((a, b) => a - b);
  const parts = ends.slice(1).map((end, k) => {
    const padding = [cells[0]!, null, cells[0]!].slice(0, end % 4);
    const column = columnFromValues(name, [...padding, ...cells.slice(ends[k], end), null], dtype).slice(padding.length, padding.length + end - ends[k]!);
    return (k + cuts.length) % 2 === 1 ? scattered(column) : column;
  });
  return parts.length === 0 ? columnFromValues(name, [], dtype) : concatColumns(name, parts);
}
