import { bitOf } from "../../bitmap.js";
import type { Column } from "../../column.js";
import { presentBits } from "./present.js";

/** One byte a row: 1 where the cell is missing, which NaN counts as. */
export function missingFlags(column: Column): Uint8Array {
  const flags = new Uint8Array(column.length);
  const present = presentBits(column);
  if (present !== null) for (let i = 0; i < flags.length; i++) flags[i] = bitOf(present, i) ^ 1;
  return flags;
}
