import { bitAt } from "../bitmap.js";
import type { Column } from "../column.js";
import { numbersWithGaps } from "./numbers-with-gaps.js";
import { validityOfColumn } from "./validity.js";

/** One byte a row, 1 where the cell is missing (null or NaN); null if none is. */
export function isMissing(column: Column): Uint8Array | null {
  const { type, length } = column;
  if (type.kind === "null") return new Uint8Array(length).fill(1);
  if (type.kind === "float" && type.bits > 16) return gaps(numbersWithGaps(column).values);
  const validity = validityOfColumn(column);
  if (validity === null) return null;
  const flags = new Uint8Array(length);
  for (let row = 0; row < length; row++) if (!bitAt(validity, row)) flags[row] = 1;
  return flags;
}

function gaps(values: Float64Array): Uint8Array | null {
  let flags: Uint8Array | null = null;
  for (let row = 0; row < values.length; row++) if (values[row] !== values[row]) (flags ??= new Uint8Array(values.length))[row] = 1;
  return flags;
}
