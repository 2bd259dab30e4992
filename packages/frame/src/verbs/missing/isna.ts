import { bitmapBytes } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import type { Column } from "../../column.js";
import { boolColumnOfBits } from "../cells/flags.js";
import { presentBits } from "../cells/present.js";

/** Whether each cell is missing. */
export function isna(column: Column): Column {
  return flagged(column, 0xff, 0);
}

/** Whether each cell has a value. */
export function notna(column: Column): Column {
  return flagged(column, 0, 0xff);
}

/** The bits of the rows that have a value, those of `flip` turned; `all` eight if every row has one. */
function flagged(column: Column, flip: number, all: number): Column {
  const bits = sharedArray(Uint8Array, bitmapBytes(column.length));
  const present = presentBits(column);
  if (present === null) bits.fill(all);
  else for (let i = 0; i < present.length; i++) bits[i] = present[i]! ^ flip;
  return boolColumnOfBits(column.name, bits, column.length);
}
