import { ArgumentError } from "@framepool/errors";
import { noColumn } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";

/**
 * The names that `parseDates` means; positions count the columns that are read. Throws FrameError for a column that is
 * not there, ArgumentError for one whose type is declared otherwise.
 */
export function dateColumns(names: readonly string[], { parseDates, dtype }: CsvReadOptions): ReadonlySet<string> {
  const dates = new Set<string>();
  if (parseDates === undefined || parseDates === false) return dates;
  for (const column of parseDates) {
    const name = typeof column === "number" ? names[column] : column;
    if (name === undefined) throw new ArgumentError(`parseDates has the position ${String(column)}, but ${String(names.length)} columns are read, from 0`);
    if (!names.includes(name)) throw noColumn(name, names);
    if (typeof dtype === "object" && Object.hasOwn(dtype, name)) throw new ArgumentError(`column "${name}" is in parseDates and in dtype; name it in one of them`);
    dates.add(name);
  }
  return dates;
}
