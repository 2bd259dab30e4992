import { FrameError } from "@framepool/errors";
import { columnFromValues } from "../build/column-from-values.js";
import type { Cell } from "../cell.js";
import { Column } from "../column.js";
import { concatColumns } from "../concat-columns.js";
import { checkLengths } from "./check-lengths.js";
import { maskOf } from "./mask.js";
import type { Operand } from "./operand.js";
import { take } from "./take.js";

/**
 * The cell where the flag is `flag`, else that of `other`: rows picked from both, one below the other, so that it
 * serves every type. The types are unified as concat does it; a scalar takes the column's type where that holds it.
 */
export function where(column: Column, flags: Column, other: Operand, flag: boolean): Column {
  const verb = flag ? "where" : "mask";
  checkLengths(verb, column, flags);
  if (other instanceof Column) checkLengths(verb, column, other);
  const mask = maskOf(flags, verb);
  const own = flag ? 1 : 0;
  const step = other instanceof Column ? 1 : 0;
  const { length } = column;
  const rows = new Int32Array(length);
  if (other === null) for (let i = 0; i < length; i++) rows[i] = mask[i] === own ? i : -1;
  else for (let i = 0; i < length; i++) rows[i] = mask[i] === own ? i : length + i * step;
  const both = other === null ? column : concatColumns(column.name, [column, other instanceof Column ? other : scalarBeside(column, other)]);
  return take(both, rows);
}

/** A column of one cell: of the type of `column` if that holds it, else of its own. */
function scalarBeside({ name, type }: Column, cell: Cell): Column {
  try {
    return columnFromValues(name, [cell], type);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return columnFromValues(name, [cell]);
  }
}
