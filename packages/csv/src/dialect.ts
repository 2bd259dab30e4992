import { ArgumentError } from "@framepool/errors";
import { allDifferent, checkNames, oneCharacter, oneOf, quotingOf, wholeNumber } from "./check-options.js";
import type { CsvReadOptions } from "./options.js";
import { checkCellOptions } from "./types/check-cell-options.js";

/** How bytes become records: every choice made. */
export interface Dialect {
  readonly sep: string;
  readonly quote: string | null;
  readonly escape: string | null;
  readonly doubleQuote: boolean;
  readonly comment: string | null;
  readonly skipBlankLines: boolean;
}

const KNOWN: Readonly<Record<keyof CsvReadOptions, true>> = {
  sep: true, header: true, names: true, usecols: true, dtype: true, schema: true, naValues: true, keepDefaultNa: true, naFilter: true,
  skiprows: true, nrows: true, comment: true, quotechar: true, escapechar: true, doublequote: true, skipBlankLines: true, encoding: true,
  onBadLines: true, rejects: true, int64: true, decimal: true, thousands: true, trueValues: true, falseValues: true, parseDates: true, dateFormat: true,
  quoting: true,
};

const LATER: ReadonlyMap<string, string> = new Map([
  ["delimiter", "it is called sep here"],
  ["indexCol", "labels are ordinary columns here"],
  ["converters", "map the column after reading"],
  ["chunksize", "use scanCsv, which never holds the whole file"],
  ["skipfooter", "cut the frame with head(-n) after reading"],
  ["skipinitialspace", "strip the column after reading"],
  ["lineterminator", "\\n, \\r\\n and \\r are all read"],
  ["compression", "decompress the stream and pass it as the source"],
]);

/** Checks what can be checked without the file, and gives the dialect. Throws ArgumentError, naming the option and what it must be. */
export function dialectOf(options: CsvReadOptions): Dialect {
  checkNames(options, Object.keys(KNOWN), LATER);
  const { sep = ",", escapechar, comment, doublequote = true, skipBlankLines = true } = options;
  const dialect: Dialect = {
    sep: oneCharacter("sep", sep),
    quote: quoteOf(options),
    escape: escapechar === undefined ? null : oneCharacter("escapechar", escapechar),
    doubleQuote: doublequote,
    comment: comment === undefined ? null : oneCharacter("comment", comment),
    skipBlankLines,
  };
  allDifferent({ sep: dialect.sep, quotechar: dialect.quote, escapechar: dialect.escape, comment: dialect.comment });
  checkRest(options);
  checkCellOptions(options);
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

function checkRest({ header, nrows, skiprows, onBadLines = "error", rejects, dtype, schema, int64 }: CsvReadOptions): void {
  if (header !== undefined && header !== null) wholeNumber("header", header);
  if (nrows !== undefined) wholeNumber("nrows", nrows);
  if (typeof skiprows === "number") wholeNumber("skiprows", skiprows);
  oneOf("onBadLines", onBadLines, ["error", "skip", "collect"]);
  if (int64 !== undefined) oneOf("int64", int64, ["bigint"]);
  if (onBadLines === "collect" && rejects === undefined) throw new ArgumentError('onBadLines: "collect" gives the bad lines to the option rejects: (line) => …');
  if (onBadLines !== "collect" && rejects !== undefined) throw new ArgumentError('rejects is only called with onBadLines: "collect"');
  if (dtype !== undefined && schema !== undefined) throw new ArgumentError("dtype and schema were both given; schema types all columns, dtype some");
}
