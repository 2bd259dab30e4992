import { FrameError, SchemaMismatchError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { typeName } from "../../data-types.js";
import type { Operand } from "../arguments/operand.js";
import { unspelled } from "../cells/unspelled.js";
import { fitsType } from "./fits-type.js";
import { take } from "./take.js";

/**
 * The cell where `keep` is 1, else that of `other`: rows picked from both, one below the other, so that it serves every
 * type. The types are unified as concat does it; a scalar takes the column's type where that holds it. Throws FrameError
 * where the two have no type in common.
 */
export function choose(verb: string, column: Column, keep: Uint8Array, other: Operand): Column {
  const { length } = column;
  const rows = new Int32Array(length);
  if (other === null) {
    for (let i = 0; i < length; i++) rows[i] = keep[i] === 1 ? i : -1;
    return take(unspelled(column), rows);
  }
  const step = other instanceof Column ? 1 : 0;
  for (let i = 0; i < length; i++) rows[i] = keep[i] === 1 ? i : length + i * step;
  return take(beside(verb, column, other), rows);
}

/** The column, and below it the other one, or one row of the scalar. */
export function beside(verb: string, column: Column, other: Column | Exclude<Cell, null>): Column {
  try {
    return concatColumns(column.name, [column, other instanceof Column ? other : scalarBeside(column, other)]);
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    const what = other instanceof Column ? `the cells of "${other.name}" (${typeName(other.type)})` : `${shown(other)} (${typeName(scalarBeside(column, other).type)})`;
    throw new FrameError(`${verb}: column "${column.name}" is ${typeName(column.type)} and cannot hold ${what}: there are no mixed columns; make it another type first (astype)`, { column: column.name }, { cause: error });
  }
}

/** A column of one cell: of the type of `column` if that holds it, else of its own. */
function scalarBeside({ name, type }: Column, cell: Cell): Column {
  if (!fitsType(type, cell)) return columnFromValues(name, [cell]);
  try {
    return columnFromValues(name, [cell], type);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return columnFromValues(name, [cell]);
  }
}
