import { FrameError } from "@framepool/errors";
import type { Cell, Column } from "@framepool/frame/internal";

/** A column as danfojs keeps one: any cells, and a word for what they are. */
export interface DanfoColumn {
  readonly name: string;
  readonly dtype: string;
  readonly cells: readonly unknown[];
}

/**
 * The cells of a column and danfojs' word for its type, which for integers with missing ones is that of floats. A missing
 * number is `NaN`: `null` would count as 0 in the sums of danfojs.
 */
export function danfoColumn(column: Column): DanfoColumn {
  const { name, type } = column;
  const cells = Array.from(column);
  switch (type.kind) {
    case "int": return integers(name, cells);
    case "null":
    case "float":
    case "duration": return { name, dtype: "float32", cells: cells.map((cell) => cell ?? Number.NaN) };
    case "bool": return { name, dtype: "boolean", cells };
    case "date":
    case "timestamp": return { name, dtype: "datetime", cells };
    default: return { name, dtype: "string", cells };
  }
}

function integers(name: string, cells: readonly Cell[]): DanfoColumn {
  const values = cells.map((cell, row) => (cell === null ? Number.NaN : typeof cell === "bigint" ? exact(name, cell, row) : (cell as number)));
  // An int32 tensor of danfojs wraps what is larger, and makes 0 of what is missing.
  return { name, dtype: values.every((value) => (value | 0) === value) ? "int32" : "float32", cells: values };
}

function exact(name: string, value: bigint, row: number): number {
  if (Number.isSafeInteger(Number(value))) return Number(value);
  throw new FrameError(`column "${name}", row ${String(row)}: ${String(value)} is beyond 2^53, and danfojs has numbers only; astype the column to "string" or "float64" first`, { column: name, row });
}
