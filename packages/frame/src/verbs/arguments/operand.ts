import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Cell } from "../../cell.js";
import { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";

/** A Series, seen from below the façades: what holds one column. */
export interface ColumnHolder {
  readonly [COLUMNS]: Column;
}

/** What stands on the right of an element-wise verb. */
export type Operand = Column | Cell;

export function holdsColumn(value: unknown): value is ColumnHolder {
  return typeof value === "object" && value !== null && COLUMNS in value && value[COLUMNS] instanceof Column;
}

/** A Series as its column; a scalar as it is. Throws ArgumentError for what is neither. */
export function operandOf(verb: string, value: ColumnHolder | Cell): Operand {
  if (holdsColumn(value)) return value[COLUMNS];
  checkCell(verb, value);
  return value;
}

/** Whether it can be a cell; an argument that was left out cannot. */
export function isCell(value: unknown): value is Cell {
  if (value === null || value instanceof Date || value instanceof Uint8Array || Array.isArray(value)) return true;
  return typeof value !== "object" && typeof value !== "function" && typeof value !== "symbol" && value !== undefined;
}

/** Throws ArgumentError for what cannot be a cell. */
export function checkCell(verb: string, value: unknown): asserts value is Cell {
  if (isCell(value)) return;
  throw new ArgumentError(`${verb} takes a value (text, a number, a bool, a Date, null) or a Series, not ${shown(value)}`);
}

/** The column of a Series. Throws ArgumentError for anything else. */
export function columnGiven(verb: string, argument: string, value: unknown): Column {
  if (holdsColumn(value)) return value[COLUMNS];
  throw new ArgumentError(`${verb}: ${argument} is a Series, not ${shown(value)}`);
}
