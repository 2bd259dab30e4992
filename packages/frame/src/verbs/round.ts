import { ArgumentError } from "@framepool/errors";
import type { Column } from "../column.js";
import { arithmetic } from "./arithmetic.js";

export function round(column: Column, decimals: number): Column {
  if (!Number.isInteger(decimals)) throw new ArgumentError(`round: decimals is a whole number, not ${String(decimals)}`);
  return column.type.kind === "int" && decimals >= 0 ? column : arithmetic("round", column, decimals);
}
