import { FrameError } from "@framepool/errors";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { typeName } from "../../data-types.js";
import { instantsOf } from "../../dt/instants.js";
import { isText } from "../cells/join-text.js";
import { columnNumbers } from "../numbers/numbers.js";
import { readsAsNumbers } from "../numbers/numbers-with-gaps.js";

/** Whether cells of a column have {@link keyTexts}: those of bytes, lists and types that are passed through have none. */
export function hasKeyTexts(column: Column): boolean {
  return isText(column) || readsAsNumbers(column.type);
}

/** Cells as texts that are equal where they are: 1 and 1n, 0 and -0. No cell is missing. Throws FrameError for cells that have none. */
export function keyTexts(verb: string, values: Column): string[] {
  if (!hasKeyTexts(values)) throw new FrameError(`${verb}: the values of column "${values.name}" (${typeName(values.type)}) are not compared; use text, numbers, bools or times`, { column: values.name });
  if (isText(values)) return [...values] as string[];
  const { kind } = values.type;
  if (kind === "bool") return Array.from(columnNumbers(values).values, (value) => String(value === 1));
  if (kind === "int" || kind === "float") {
    const { values: numbers, wide } = columnNumbers(values);
    return wide === null ? Array.from(numbers, (value) => String(value + 0)) : Array.from({ length: values.length }, (_, i) => String(wide[i]!));
  }
  const { ms, nanos } = instantsOf(values);
  return Array.from(ms, (value, i) => ((nanos?.[i] ?? 0) === 0 ? String(value) : `${String(value)}+${String(nanos![i]!)}`));
}

/** The text of a value that is looked for in a column; null for a missing one, undefined for one that the column cannot have. */
export function textOfKey(column: Column, key: Cell, printed: boolean): string | null | undefined {
  if (key === null || Number.isNaN(key)) return null;
  const { kind } = column.type;
  const numeric = kind === "int" || kind === "float";
  if (typeof key === "string") return isText(column) || (printed && (numeric || kind === "bool")) ? key : undefined;
  if (typeof key === "number") return numeric || kind === "duration" ? String(key + 0) : undefined;
  if (typeof key === "bigint") return numeric ? String(key) : undefined;
  if (typeof key === "boolean") return kind === "bool" ? String(key) : undefined;
  return key instanceof Date && (kind === "timestamp" || kind === "date") ? String(key.getTime()) : undefined;
}
