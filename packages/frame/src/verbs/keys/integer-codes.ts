import type { Column } from "../../column.js";
import type { DataType } from "../../data-types.js";
import { renumbered, type Codes } from "./codes.js";

/** Integers within this range are looked up in a table rather than hashed, however few rows there are. */
export const SMALL_RANGE = 2 ** 16;

type SmallArray = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

/** Types whose cells are integers of 32 bits at most. */
export function isSmallInteger(type: DataType): boolean {
  return (type.kind === "int" && type.bits <= 32) || (type.kind === "date" && type.unit === "day");
}

/** Numbers for the values of a column, the same for equal ones; some may be nobody's. */
export interface Numbers {
  /** one for each row; -1 where the value is missing */
  readonly numbers: Int32Array;
  /** all are below it */
  readonly count: number;
}

/** Codes of small integers that lie close together, by a table of their range, without a detour over floats; null if they are far apart. */
export function codesOfIntegers(column: Column): Codes | null {
  const found = numbersOfIntegers(column);
  return found === null ? null : renumbered(found.numbers, found.count);
}

/** Small integers that lie close together, counted from the lowest; null if they are far apart. */
export function numbersOfIntegers(column: Column): Numbers | null {
  const { vectors, starts, length } = column;
  const { low, high } = rangeOf(column);
  if (high - low >= Math.max(SMALL_RANGE, 2 * length)) return null;
  const numbers = new Int32Array(length);
  for (const [k, vector] of vectors.entries()) {
    const { storage, offset } = vector;
    const values = storage.data as SmallArray;
    const start = starts[k]!;
    const gaps = vector.nullCount > 0;
    for (let i = 0; i < vector.length; i++) numbers[start + i] = gaps && vector.isNull(i) ? -1 : values[offset + i]! - low;
  }
  return { numbers, count: Math.max(0, high - low + 1) };
}

/** Lowest and highest cell; nothing lies between them if there is none. */
function rangeOf({ vectors }: Column): { low: number; high: number } {
  let low = 2 ** 32;
  let high = -(2 ** 32);
  for (const vector of vectors) {
    const { storage, offset, length } = vector;
    const values = storage.data as SmallArray;
    const gaps = vector.nullCount > 0;
    for (let i = 0; i < length; i++) {
      if (gaps && vector.isNull(i)) continue;
      const value = values[offset + i]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low > high ? { low: 0, high: -1 } : { low, high };
}
