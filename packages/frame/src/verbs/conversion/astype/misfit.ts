import { FrameError } from "@framepool/errors";
import { shown } from "../../../build/cell-error.js";
import type { Column } from "../../../column.js";
import { typeName, type DataType } from "../../../data-types.js";

/** The error for a cell that a type cannot hold: `column "Age" (string), row 3: "x" is no int32`. */
export function misfit({ name, type }: Column, row: number, value: unknown, to: DataType, why = ""): FrameError {
  const hint = why === "" ? "" : `: ${why}`;
  return new FrameError(`astype: column "${name}" (${typeName(type)}), row ${String(row)}: ${shown(value)} is no ${typeName(to)}${hint}`, { column: name, row });
}

/** The error for two types that have nothing to do with each other. */
export function cannotConvert({ name, type }: Column, to: DataType): FrameError {
  return new FrameError(`astype: column "${name}" is ${typeName(type)}, which cannot be made ${typeName(to)}`, { column: name });
}
