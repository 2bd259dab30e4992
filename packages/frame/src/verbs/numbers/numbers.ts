import type { Column } from "../../column.js";
import type { DataType } from "../../data-types.js";
import type { Vector } from "../../vector.js";
import { unpacked } from "../cells/flags.js";
import { validityOfColumn } from "../cells/validity.js";

/** One operand of a loop over numbers: a column laid out as float64, or a scalar. */
export interface Numbers {
  /** one value a row, or one for all; rounded where `wide` is there; anything where a row is missing */
  readonly values: Float64Array;
  /** the exact values, if any lies beyond ±(2^53 - 1) */
  readonly wide: ArrayLike<bigint> | null;
  /** value of row `i` is `values[i & mask]`: -1 for a column, 0 for a scalar */
  readonly mask: -1 | 0;
  readonly validity: Uint8Array | null;
}

/** The cells of a column of integers, floats, bools or 64-bit times. A column of one float64 vector is not copied; others are to `room`, if it is given. */
export function columnNumbers(column: Column, room?: Float64Array): Numbers {
  const { vectors, length, type } = column;
  const validity = validityOfColumn(column);
  const floats = vectors.length === 1 ? vectors[0]!.storage.data : null;
  if (floats instanceof Float64Array) {
    const { offset } = vectors[0]!;
    return { values: floats.subarray(offset, offset + length), wide: null, mask: -1, validity };
  }
  const values = room?.subarray(0, length) ?? new Float64Array(length);
  let exact = true;
  for (const [k, vector] of vectors.entries()) {
    const into = values.subarray(column.starts[k], column.starts[k + 1]);
    if (type.kind === "bool") into.set(unpacked(vector.storage.data as Uint8Array, vector.offset, vector.length));
    else if (type.kind !== "null") exact = copyNumbers(vector, into) && exact;
  }
  return { values, wide: exact ? null : wideValues(column), mask: -1, validity };
}

/** A scalar; null is missing in every row. Beside float32 it is rounded to that, as in NumPy: 0.1 is the 0.1 of the cells. */
export function scalarNumbers(scalar: number | bigint | boolean | null, beside?: DataType): Numbers {
  const isNarrow = beside?.kind === "float" && beside.bits === 32;
  const value = Number(scalar ?? 0);
  const values = Float64Array.of(isNarrow ? Math.fround(value) : value);
  const wide = typeof scalar === "bigint" && !isNarrow && !Number.isSafeInteger(value) ? [scalar] : null;
  return { values, wide, mask: 0, validity: scalar === null ? new Uint8Array(0) : null };
}

/** The exact integers of an operand, row by row. */
export function bigintAt({ values, wide, mask }: Numbers): (row: number) => bigint {
  if (wide !== null) return (row) => wide[row & mask]!;
  // A missing row may hold anything.
  return (row) => BigInt(Math.trunc(values[row & mask]!) || 0);
}

/** Copies, and says whether every value is exact as a float64. */
function copyNumbers({ storage, offset, length }: Vector, into: Float64Array): boolean {
  const data = storage.data!;
  if (data instanceof BigInt64Array) return copyWide(data.subarray(offset, offset + length), into, 0);
  if (data instanceof BigUint64Array) return copyWide(data.subarray(offset, offset + length), into, 0x1_0000_0000);
  into.set(data.subarray(offset, offset + length));
  return true;
}

/** 64-bit integers as two halves each: ten times faster than by way of bigints. `lift` is added to a negative high half. */
function copyWide(data: BigInt64Array | BigUint64Array, into: Float64Array, lift: number): boolean {
  const halves = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
  let exact = true;
  for (let i = 0; i < data.length; i++) {
    const signed = halves[2 * i + 1]!;
    const value = (signed < 0 ? signed + lift : signed) * 0x1_0000_0000 + (halves[2 * i]! >>> 0);
    into[i] = value;
    if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) exact = false;
  }
  return exact;
}

function wideValues({ type, vectors, starts, length }: Column): BigInt64Array | BigUint64Array {
  const parts = vectors.map(({ storage, offset, length: rows }) => (storage.data as BigInt64Array).subarray(offset, offset + rows));
  const first = parts[0]!;
  if (parts.length === 1) return first;
  const joined = type.kind === "int" && !type.signed ? new BigUint64Array(length) : new BigInt64Array(length);
  for (const [k, part] of parts.entries()) joined.set(part, starts[k]);
  return joined;
}
