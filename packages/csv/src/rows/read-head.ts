import type { Buffer } from "node:buffer";
import { CsvParseError } from "@framepool/errors";
import type { Dialect } from "../dialect.js";
import type { CsvReadOptions } from "../options.js";
import { nameOf } from "../records/name-of.js";
import { RecordSplitter } from "../records/split-record.js";
import { unfinishedError, type UnfinishedPlace } from "../records/unfinished.js";
import { countLines } from "../text/count-lines.js";
import { layoutOf, type Layout } from "./layout.js";

/** What comes before the rows of a table. */
export interface Head extends Layout {
  /** fields of the header, or of the first row without one */
  readonly fields: number;
  /** offset of the text behind the header, or of the first row without one */
  readonly start: number;
  /** line on which that is, from 1 */
  readonly line: number;
  /** lines before that, as `skiprows` counts them */
  readonly lines: number;
  /** all that stands before the rows */
  readonly text: string;
}

/** Reads the header from the beginning of a text, of which `byteOf` says where an offset is in the source; null if there must be more of it. Throws CsvParseError where a text that ends has none. */
export function readHead(text: Buffer, ends: boolean, file: string | null, dialect: Dialect, options: CsvReadOptions, byteOf: (offset: number) => number): Head | null {
  const headerRow = headerRowOf(options);
  const splitter = new RecordSplitter(dialect);
  const skips = skipTest(options.skiprows);
  let at = 0;
  let line = 0;
  let before = headerRow ?? 0;
  let header: readonly string[] | null = null;
  let [start, lines] = [0, 0];
  while (at < text.length) {
    const found = splitter.split(text, at, ends);
    if (found === "unfinished") {
      if (!ends) return null;
      // Behind a header it is said by who reads the rows.
      if (header === null) throw unfinishedError(file, unfinishedAt(at));
      break;
    }
    const from = at;
    at = splitter.end;
    // Blank lines and comments are lines too.
    const skipped = skips(line++);
    if (found !== "record" || skipped) continue;
    if (headerRow !== null && header === null) {
      if (before-- > 0) continue;
      header = splitter.fields;
      [start, lines] = [at, line];
      continue;
    }
    if (header === null) [start, lines] = [from, line - 1];
    return headOf(header, splitter.fields.length);
  }
  if (!ends) return null;
  if (header === null) throw noHeader(file, headerRow ?? 0, (headerRow ?? 0) - before);
  return headOf(header, header.length);

  function unfinishedAt(begin: number): UnfinishedPlace {
    const isQuote = splitter.openQuote >= 0;
    return { line: 1 + countLines(text, 0, isQuote ? splitter.openQuote : begin, dialect.lineEnd), byte: byteOf(begin), isQuote };
  }

  function headOf(names: readonly string[] | null, width: number): Head {
    return { ...layoutOf(names, width, options), fields: names?.length ?? width, start, line: 1 + countLines(text, 0, start), lines, text: text.toString("utf8", 0, start) };
  }
}

/** Which row has the names, from 0; null: none. */
export function headerRowOf({ header, names }: CsvReadOptions): number | null {
  return header !== undefined ? header : names === undefined ? 0 : null;
}

/** Whether a line is left out, by its number from 0. */
export function skipTest(skiprows: CsvReadOptions["skiprows"]): (line: number) => boolean {
  if (skiprows === undefined) return () => false;
  if (typeof skiprows === "number") return (line) => line < skiprows;
  if (typeof skiprows === "function") return skiprows;
  const lines = new Set(skiprows);
  return (line) => lines.has(line);
}

/** The error for a text without a header. */
export function noHeader(file: string | null, header: number, found: number): CsvParseError {
  if (found === 0) return new CsvParseError(`${nameOf(file)}: there is nothing to read`, { file });
  return new CsvParseError(`${nameOf(file)}: header is ${String(header)}, but there are only ${String(found)} lines`, { file });
}
