import type { Cell } from "../cell.js";
import { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";

/** A Series, seen from below the façades: what holds one column. */
export interface ColumnHolder {
  readonly [COLUMNS]: Column;
}

/** What stands on the right of an element-wise verb. */
export type Operand = Column | Cell;

export function holdsColumn(value: unknown): value is ColumnHolder {
  return typeof value === "object" && value !== null && COLUMNS in value && value[COLUMNS] instanceof Column;
}

/** A Series as its column; a scalar as it is. */
export function operandOf(value: ColumnHolder | Cell | undefined): Operand {
  return holdsColumn(value) ? value[COLUMNS] : (value ?? null);
}
