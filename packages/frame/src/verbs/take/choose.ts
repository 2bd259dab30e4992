import { FrameError, SchemaMismatchError } from "@framepool/errors";
import { bitOf } from "../../bitmap.js";
import { shown } from "../../build/cell-error.js";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { typeName } from "../../data-types.js";
import type { Operand } from "../arguments/operand.js";
import { unspelled } from "../cells/unspelled.js";
import { blend, isBlended } from "./blend.js";
import { blendTexts, isBlendedText } from "./blend-texts.js";
import { fitsType } from "./fits-type.js";
import { take } from "./take.js";

/**
 * The cell where a bit of `keep` is set, else that of `other`. The types are unified as concat does it; a scalar takes the
 * column's type where that holds it. Throws FrameError where the two have no type in common.
 */
export function choose(verb: string, column: Column, keep: Uint8Array, other: Operand): Column {
  const { length } = column;
  const both = other === null ? unspelled(column) : beside(verb, column, other);
  if (length > 0) {
    const [own, instead] = [both.slice(0, length), other === null ? null : both.slice(length, both.length)];
    if (isBlended(both.type)) return blend(own, keep, instead);
    if (isBlendedText(own, instead)) return blendTexts(own, keep, instead);
  }
  return take(both, pickedRows(keep, length, other === null ? null : other instanceof Column ? 1 : 0));
}

/** Rows of the column where a bit is set, else of what stands below it: the row of the same number, the one row (`step` 0), or none (null). So it serves every type. */
function pickedRows(keep: Uint8Array, length: number, step: 0 | 1 | null): Int32Array {
  const rows = new Int32Array(length);
  const [begin, each] = step === null ? [-1, 0] : [length, step];
  for (let i = 0; i < length; i++) {
    const other = begin + i * each;
    rows[i] = other + (i - other) * bitOf(keep, i);
  }
  return rows;
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
