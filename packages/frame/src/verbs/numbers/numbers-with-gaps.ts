import type { Column } from "../../column.js";
import type { DataType } from "../../data-types.js";
import { columnNumbers } from "./numbers.js";

/** The cells of a column for loops that pass missing ones over: float64, and NaN where one is missing. */
export interface GappedNumbers {
  /** the column's own memory where it may be: not to be written to */
  readonly values: Float64Array;
  /** the exact values, if any lies beyond ±(2^53 - 1); anything where a row is missing */
  readonly wide: BigInt64Array | BigUint64Array | null;
}

/** Columns that are read as numbers: integers, floats, bools (0 and 1), times (counts of their unit), and what is only missing. */
export function readsAsNumbers(type: DataType): boolean {
  switch (type.kind) {
    case "null":
    case "bool":
    case "int":
    case "date":
    case "timestamp":
    case "duration": return true;
    case "float": return type.bits > 16;
    default: return false;
  }
}

/** For each byte of a validity what eight values are multiplied by: 1, or NaN where they are missing. */
const FACTORS = Float64Array.from({ length: 256 * 8 }, (_, i) => (((i >> 3) >> (i & 7)) & 1) === 1 ? 1 : NaN);

/** The cells of a column for which {@link readsAsNumbers} holds. Where they cannot be its own memory they are in `room`, if that is given. */
export function numbersWithGaps(column: Column, room?: Float64Array): GappedNumbers {
  const { values, wide, validity } = columnNumbers(column, room);
  const exact = wide as BigInt64Array | BigUint64Array | null;
  if (column.type.kind === "null") return { values: values.fill(NaN), wide: null };
  if (validity === null) return { values, wide: exact };
  const isOwn = values.buffer === column.vectors[0]!.storage.data!.buffer;
  const to = isOwn ? (room?.subarray(0, values.length) ?? new Float64Array(values.length)) : values;
  return { values: copyWithGaps(values, validity, to), wide: exact };
}

/** Copies values, and NaN where one is missing, to `to`, which may be where they are. No branch depends on a bit: a processor could not guess it. */
export function copyWithGaps(values: Float64Array, validity: Uint8Array, to: Float64Array): Float64Array {
  const whole = values.length & ~7;
  for (let i = 0; i < whole; i += 8) {
    const at = validity[i >> 3]! << 3;
    to[i] = values[i]! * FACTORS[at]!;
    to[i + 1] = values[i + 1]! * FACTORS[at + 1]!;
    to[i + 2] = values[i + 2]! * FACTORS[at + 2]!;
    to[i + 3] = values[i + 3]! * FACTORS[at + 3]!;
    to[i + 4] = values[i + 4]! * FACTORS[at + 4]!;
    to[i + 5] = values[i + 5]! * FACTORS[at + 5]!;
    to[i + 6] = values[i + 6]! * FACTORS[at + 6]!;
    to[i + 7] = values[i + 7]! * FACTORS[at + 7]!;
  }
  for (let i = whole; i < values.length; i++) to[i] = values[i]! * FACTORS[(validity[i >> 3]! << 3) + (i & 7)]!;
  return to;
}
