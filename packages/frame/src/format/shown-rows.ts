import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";

/** The rows of a table that are printed: all, or the first and the last ones. */
export interface ShownRows {
  readonly rows: readonly number[];
  /** how many come before the gap; null if there is none */
  readonly gap: number | null;
}

/** As in pandas: up to `maxRows` all, of more than that the first five and the last five. */
export function shownRows(numRows: number, maxRows: number): ShownRows {
  if (numRows <= maxRows) return { rows: Array.from({ length: numRows }, (_, row) => row), gap: null };
  const half = Math.max(1, Math.min(5, Math.floor(maxRows / 2)));
  const rows = Array.from({ length: 2 * half }, (_, i) => (i < half ? i : numRows - 2 * half + i));
  return { rows, gap: half };
}

/** Throws ArgumentError for a size that is no whole number from 0; Infinity is no limit. */
export function checkSizes(verb: string, sizes: Readonly<Record<string, unknown>>): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (typeof size !== "number" || !(size >= 0 && (Number.isInteger(size) || size === Infinity))) throw new ArgumentError(`${verb}: ${name} is a whole number from 0, or Infinity, not ${shown(size)}`);
  }
}
