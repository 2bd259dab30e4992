import { CsvParseError } from "@framepool/errors";
import { nameOf } from "./name-of.js";
import type { Place } from "./page.js";

/** Bytes that a row may have, if the options do not say. */
export const ROW_BYTES = 64 * 1024 * 1024;

/** The error for a row that goes on for more than `most` bytes. */
export function tooLong(file: string | null, { line, byte }: Place, most: number, isQuoteOpen: boolean): CsvParseError {
  const quote = isQuoteOpen ? ", in a field whose quote is not closed" : "";
  return new CsvParseError(`${nameOf(file)}, line ${String(line)}: the row that begins here goes on for more than ${String(most)} bytes${quote}; if it is right, read it with a larger maxRowBytes`, { file, line, byte });
}
