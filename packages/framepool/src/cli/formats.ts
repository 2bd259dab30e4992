import { refuseCompressedArrow, TABLE_ENDINGS, tableFormat, type TableFormat } from "@framepool/csv/internal";
import { ArgumentError } from "@framepool/errors";

/** The format of a file, by the ending of its name; CSV for standard input and output, and for an ending that says nothing. Throws ArgumentError for what is not read or written so. */
export function formatOf(path: string): TableFormat {
  const format = tableFormat(path);
  if (format?.startsWith("arrow") === true) refuseCompressedArrow(path);
  return format ?? "csv";
}

/** Throws ArgumentError for an ending that does not say what is meant. */
export function requireFormat(path: string): void {
  if (path !== "-" && !isTable(path)) throw new ArgumentError(`${path}: convert knows what a file holds by its ending; the endings are ${Object.keys(TABLE_ENDINGS).join(" ")}, and .gz behind those of text`);
}

/** Whether the ending says that it is a table. */
export function isTable(path: string): boolean {
  return tableFormat(path) !== null;
}

export function isArrow(path: string): boolean {
  return formatOf(path).startsWith("arrow");
}

/** What is between the fields of a text file, as an option of reader and writer. */
export function separator(path: string): { sep?: string } {
  return formatOf(path) === "tsv" ? { sep: "\t" } : {};
}
