import { Buffer } from "node:buffer";
import type { DataType } from "@framepool/frame/internal";
import { dialectOf, type Dialect } from "../dialect.js";
import type { CsvReadOptions } from "../options.js";
import type { Head } from "../rows/read-head.js";
import { dateColumns } from "../types/date-columns.js";
import { declaredTypes } from "../types/declared-types.js";
import { encodingOf, plainName } from "../text/encodings.js";
import { isLatin1 } from "./load.js";
import type { Table } from "./table.js";

/** Why the scanner cannot read text of these options, so that csv-parse does; null if it can. Throws ArgumentError for options that do not fit. */
export function isScanned(options: CsvReadOptions): string | null {
  const { sep, escape, comment, doubleQuote, quote, skipInitialSpace, lineEnd } = dialectOf(options);
  if (!/^[\x01-\x7f]$/.test(sep)) return `sep: ${JSON.stringify(sep)}`;
  if (skipInitialSpace) return "skipinitialspace";
  if (lineEnd !== null) return "lineterminator";
  if (escape !== null) return "escapechar";
  if (comment !== null) return "comment";
  if (!doubleQuote && quote !== null) return "doublequote: false";
  return null;
}

/** Whether the bytes of an encoding show where records end, so that a file can be read from anywhere. Throws ArgumentError for an unknown one. */
export async function isByteEncoding(encoding = "utf8"): Promise<boolean> {
  return isLatin1(encoding) || (plainName(encoding) !== "utf16" && (await encodingOf(encoding)) === null);
}

/** Whether lines are left out behind the header, so that only who counts them all can tell which. */
export function skipsInside({ lines }: Head, { skiprows }: CsvReadOptions): boolean {
  return typeof skiprows === "function" || (typeof skiprows === "object" && skiprows.some((line) => line >= lines));
}

/** The table of an input whose head was read. Throws FrameError where its columns are not the declared ones. */
export function tableOf({ columns, width, fields }: Head, options: CsvReadOptions, notScanned: string | null): Table {
  const { rejects: _rejects, usecols: _usecols, skiprows: _skiprows, ...plain } = options;
  const { sep, quote, skipBlankLines } = dialectOf(options);
  const names = columns.map(({ name }) => name);
  const declared: (DataType | null)[] = declaredTypes(names, options);
  const dates = dateColumns(names, options);
  const open = declared.map((type, k) => (dates.has(names[k]!) ? "date" : type === null ? "any" : type.kind === "timestamp" ? "unit" : null));
  const ignoresLong = !Number.isFinite(width);
  return {
    dialect: { sep: byteOf(sep), quote: quote === null ? -1 : byteOf(quote), skipBlankLines },
    notScanned,
    options: plain,
    isShared: true,
    isRead: false,
    isWritten: false,
    columns,
    types: declared.map((type, k) => (open[k] === "date" ? null : type)),
    open,
    known: open.map((found) => (found !== "any" && found !== "date" ? "declared" : options.inferRows === undefined ? "found" : "guessed")),
    seen: null,
    width: ignoresLong ? columns.reduce((most, { place }) => Math.max(most, place + 1), fields) : width,
    ignoresLong,
  };
}

/** Whether types are found before rows are read. */
export function hasOpenTypes({ open }: Table): boolean {
  return open.some((found) => found !== null);
}

function byteOf(character: NonNullable<Dialect["quote"]>): number {
  return Buffer.from(character)[0]!;
}
