import { ArgumentError } from "@framepool/errors";
import { byteSize } from "@framepool/frame/internal";
import { checkReading } from "./check-kinds.js";
import { allDifferent, checkNames, oneCharacter, oneOf, quotingOf, wholeNumber } from "./check-options.js";
import type { CsvReadOptions } from "./options.js";
import { checkCellOptions } from "./types/check-cell-options.js";

/** How bytes become records: every choice made. */
export interface Dialect {
  /** text of any length, or {@link WHITESPACE} */
  readonly sep: string;
  readonly quote: string | null;
  readonly escape: string | null;
  readonly doubleQuote: boolean;
  readonly comment: string | null;
  readonly skipBlankLines: boolean;
  /** whether spaces before a field are left out */
  readonly skipInitialSpace: boolean;
  /** the one character that ends a line; null: `\n`, `\r\n` and `\r` do */
  readonly lineEnd: string | null;
}

/** The separator that is a run of spaces and tabs, and nothing at the ends of a line: the one pattern that is read. */
export const WHITESPACE = "\\s+";

const KNOWN: Readonly<Record<keyof CsvReadOptions, true>> = {
  sep: true, header: true, names: true, usecols: true, dtype: true, schema: true, inferRows: true, naValues: true, keepDefaultNa: true, naFilter: true,
  skiprows: true, nrows: true, comment: true, quotechar: true, escapechar: true, doublequote: true, skipBlankLines: true, encoding: true,
  onBadLines: true, rejects: true, maxRowBytes: true, maxCompressionRatio: true, int64: true, decimal: true, thousands: true, trueValues: true, falseValues: true, parseDates: true, dateFormat: true,
  quoting: true, skipinitialspace: true, lineterminator: true, skipfooter: true, compression: true,
};

const LATER: ReadonlyMap<string, string> = new Map([
  ["delimiter", "it is called sep here"],
  ["delimWhitespace", 'use sep: "\\\\s+"'],
  ["dayfirst", 'a date is never guessed; give dateFormat: "%d/%m/%Y"'],
  ["indexCol", "labels are ordinary columns here"],
  ["converters", "map the column after reading"],
  ["chunksize", "use scanCsv, which never holds the whole file"],
]);

/** Checks what can be checked without the file, and gives the dialect. Throws ArgumentError, naming the option and what it must be. */
export function dialectOf(options: CsvReadOptions): Dialect {
  checkNames(options, Object.keys(KNOWN), LATER);
  checkReading(options);
  const { sep = ",", escapechar, comment, doublequote = true, skipBlankLines = true, skipinitialspace = false, lineterminator } = options;
  const dialect: Dialect = {
    sep: separator(sep),
    quote: quoteOf(options),
    escape: escapechar === undefined ? null : oneCharacter("escapechar", escapechar),
    doubleQuote: doublequote,
    comment: comment === undefined ? null : oneCharacter("comment", comment),
    skipBlankLines,
    skipInitialSpace: skipinitialspace,
    lineEnd: lineterminator === undefined ? null : lineEnd(lineterminator),
  };
  const others = { quotechar: dialect.quote, escapechar: dialect.escape, comment: dialect.comment, lineterminator: dialect.lineEnd };
  allDifferent({ sep: dialect.sep, ...others });
  const inSep = dialect.sep === WHITESPACE ? " \t" : dialect.sep;
  for (const [name, character] of Object.entries(others)) {
    if (character !== null && inSep.includes(character)) throw new ArgumentError(`sep ${JSON.stringify(dialect.sep)} has ${name} ${JSON.stringify(character)} in it; they must differ`);
  }
  checkRest(options);
  checkCellOptions(options);
  oneOf("compression", options.compression ?? null, ["infer", "gzip", "zstd", null]);
  return dialect;
}

/** Whether fields have quotes is all that is to be known of `quoting` here: to read, the first three are one, but for the types of numbers. */
function quoteOf({ quotechar, quoting }: CsvReadOptions): string | null {
  const word = quoting === undefined ? null : quotingOf(quoting);
  if (word === "none") return null;
  if (quotechar !== null) return oneCharacter("quotechar", quotechar ?? '"');
  if (word !== null) throw new ArgumentError(`quoting is ${JSON.stringify(quoting)}, and quotechar null; without a quote character it can only be "none"`);
  return null;
}

/** Escapes, a set, a group, or something repeated: text that separates fields has none of these. */
const PATTERN = /\\.|^\[.+\]|\(.*\)|([^+*?])[+*?]$/s;

function separator(sep: string): string {
  if (sep === WHITESPACE) return sep;
  if (typeof sep !== "string" || sep === "" || /[\n\r\0]/.test(sep)) throw new ArgumentError(`sep is ${JSON.stringify(sep)}; it must be text, and no line break`);
  if (sep.length > 1 && PATTERN.test(sep)) {
    throw new ArgumentError(`sep is ${JSON.stringify(sep)}, which looks like a pattern; it is text here: "||" for what pandas calls "\\|\\|". "\\\\s+" alone is read, as runs of spaces and tabs; spaces behind separators are left out with skipinitialspace`);
  }
  return sep;
}

function lineEnd(lineterminator: string): string {
  if (typeof lineterminator === "string" && /^[\x01-\x7f]$/.test(lineterminator)) return lineterminator;
  throw new ArgumentError(`lineterminator is ${JSON.stringify(lineterminator)}; it must be one ASCII character. Without it \\n, \\r\\n and \\r are all read`);
}

function checkRest({ header, nrows, skiprows, skipfooter, onBadLines = "error", rejects, dtype, schema, inferRows, int64, maxRowBytes, maxCompressionRatio }: CsvReadOptions): void {
  if (header !== undefined && header !== null) wholeNumber("header", header);
  if (nrows !== undefined) wholeNumber("nrows", nrows);
  if (inferRows !== undefined && inferRows !== Infinity && wholeNumber("inferRows", inferRows) === 0) throw new ArgumentError("inferRows is 0; types are found in one row at least, or declared: dtype");
  if (maxRowBytes !== undefined) byteSize("maxRowBytes", maxRowBytes);
  if (maxCompressionRatio !== undefined && !(maxCompressionRatio >= 1)) throw new ArgumentError(`maxCompressionRatio is ${String(maxCompressionRatio)}; it must be a number from 1, or Infinity`);
  if (skipfooter !== undefined && wholeNumber("skipfooter", skipfooter) > 0 && nrows !== undefined) throw new ArgumentError("nrows and skipfooter were both given; with nrows the last rows are not read");
  if (typeof skiprows === "number") wholeNumber("skiprows", skiprows);
  oneOf("onBadLines", onBadLines, ["error", "skip", "collect"]);
  if (int64 !== undefined) oneOf("int64", int64, ["bigint"]);
  if (onBadLines !== "collect" && rejects !== undefined) throw new ArgumentError('rejects is only used with onBadLines: "collect"');
  if (dtype !== undefined && schema !== undefined) throw new ArgumentError("dtype and schema were both given; schema types all columns, dtype some");
}
