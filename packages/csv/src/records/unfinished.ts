import { CsvParseError } from "@framepool/errors";
import { nameOf } from "./name-of.js";

/** Where a record that does not end begins: the line of its quote that is open, or its own, and the byte of its start. */
export interface UnfinishedPlace {
  readonly line: number;
  readonly byte: number;
  readonly isQuote: boolean;
}

/** The error for text that ends inside quotes, or behind an escape character. */
export function unfinishedError(file: string | null, { line, byte, isQuote }: UnfinishedPlace): CsvParseError {
  if (!isQuote) return new CsvParseError(`${nameOf(file)}, line ${String(line)}: the text ends behind an escape character`, { file, line, byte });
  const what = `the quote that begins on line ${String(line)} is never closed`;
  return new CsvParseError(`${nameOf(file)}: ${what}; close it, or read quotes as text with { quotechar: null }`, { file, line, byte });
}
