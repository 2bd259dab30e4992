import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { columnFromValues, type ColumnOptions, type ColumnValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import type { DType } from "../../data-types.js";
import { holdsColumn } from "../arguments/operand.js";
import { take } from "../take/take.js";

/** The column that a user gives as a Series, an array or a typed array. Throws ArgumentError for anything else. */
export function makeColumn(name: string, values: unknown, dtype?: DType, options?: ColumnOptions): Column {
  if (holdsColumn(values)) {
    const column = values[COLUMNS].named(name);
    return dtype === undefined ? column : columnFromValues(name, column, dtype, options);
  }
  if (isList(values)) return columnFromValues(name, values, dtype, options);
  throw new ArgumentError(`column "${name}": give an array or a Series, not ${shown(values)}`);
}

/** The column of a Series, or of an array. Throws ArgumentError for anything else, naming the verb that was given it. */
export function columnOfList(verb: string, values: unknown): Column {
  if (holdsColumn(values)) return values[COLUMNS];
  if (isList(values)) return columnFromValues("", values);
  throw new ArgumentError(`${verb} takes a Series or an array, not ${shown(values)}`);
}

/** A column of `length` times one cell. */
export function repeatCell(name: string, cell: Cell, length: number): Column {
  return take(columnFromValues(name, [cell]), new Int32Array(length));
}

/** Arrays, and typed arrays. */
export function isList(values: unknown): values is ColumnValues {
  return Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView));
}
