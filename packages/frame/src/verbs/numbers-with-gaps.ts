import { bitAt } from "../bitmap.js";
import type { Column } from "../column.js";
import type { DataType } from "../data-types.js";
import { columnNumbers } from "./arithmetic/numbers.js";

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

/** The cells of a column for which {@link readsAsNumbers} holds. */
export function numbersWithGaps(column: Column): GappedNumbers {
  const { values, wide, validity } = columnNumbers(column);
  const exact = wide as BigInt64Array | BigUint64Array | null;
  if (column.type.kind === "null") return { values: new Float64Array(column.length).fill(NaN), wide: null };
  if (validity === null) return { values, wide: exact };
  const gapped = column.type.kind === "float" ? values.slice() : values;
  for (let i = 0; i < gapped.length; i += 8) {
    // Most bytes of most bitmaps say that none is missing.
    if (validity[i >> 3] === 0xff) continue;
    for (let k = i; k < Math.min(i + 8, gapped.length); k++) if (!bitAt(validity, k)) gapped[k] = NaN;
  }
  return { values: gapped, wide: exact };
}
