import { CsvParseError } from "@framepool/errors";
import { byteSize } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import { nameOf } from "./name-of.js";
import type { Place } from "./page.js";

/** Bytes that a row may have, if the options do not say. */
const ROW_BYTES = 64 * 1024 * 1024;

/** Bytes that a row may have. Throws ArgumentError where the option says no size. */
export function rowBytes({ maxRowBytes = ROW_BYTES }: Pick<CsvReadOptions, "maxRowBytes">): number {
  return byteSize("maxRowBytes", maxRowBytes);
}

/** The error for a row that goes on for more than `most` bytes. */
export function tooLong(file: string | null, { line, byte }: Place, most: number, isQuoteOpen: boolean): CsvParseError {
  const quote = isQuoteOpen ? ", in a field whose quote is not closed" : "";
  return new CsvParseError(`${nameOf(file)}, line ${String(line)}: the row that begins here goes on for more than ${String(most)} bytes${quote}; if it is right, read it with a larger maxRowBytes`, { file, line, byte });
}
