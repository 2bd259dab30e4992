import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import type { DataType } from "../../data-types.js";
import { unifyTypes } from "../../unify.js";
import { fitsType } from "../take/fits-type.js";
import type { Pair } from "./replace-values.js";

/** Whether a column of the type may have the cell of a pair, and what comes for it is of another kind. */
export function changesKind(type: DataType, { key, value, printed }: Pair): boolean {
  return !isOf(type, value) && (printed ? mayPrint(type, String(key)) : isOf(type, key));
}

function isOf(type: DataType, cell: Cell): boolean {
  if (cell instanceof Date) return (type.kind === "date" || type.kind === "timestamp") && fitsType(type, cell);
  return unifyTypes(type, columnFromValues("", [cell]).type) !== null;
}

function mayPrint({ kind }: DataType, text: string): boolean {
  if (kind === "int" || kind === "float") return !Number.isNaN(Number(text));
  if (kind === "bool") return text === "true" || text === "false";
  return kind === "utf8" || kind === "dictionary" || !Number.isNaN(Date.parse(text));
}
