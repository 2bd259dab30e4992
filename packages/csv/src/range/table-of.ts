import { Buffer } from "node:buffer";
import type { DataType } from "@framepool/frame/internal";
import { dialectOf, type Dialect } from "../dialect.js";
import type { CsvReadOptions } from "../options.js";
import type { Head } from "../rows/read-head.js";
import { declaredTypes } from "../types/declared-types.js";
import { encodingOf } from "../text/encodings.js";
import { isOpen } from "./infer-range.js";
import { isLatin1 } from "./load.js";
import type { Table } from "./table.js";

/** Why the scanner cannot read text of these options, so that csv-parse does; null if it can. Throws ArgumentError for options that do not fit. */
export async function isScanned(options: CsvReadOptions): Promise<string | null> {
  const { escape, comment, doubleQuote, quote } = dialectOf(options);
  const { encoding = "utf8", skiprows } = options;
  if (escape !== null) return "escapechar";
  if (comment !== null) return "comment";
  if (!doubleQuote && quote !== null) return "doublequote: false";
  if (typeof skiprows === "function") return "skiprows is a function";
  if (!isLatin1(encoding) && (await encodingOf(encoding)) !== null) return `encoding: ${JSON.stringify(encoding)}`;
  return null;
}

/** The table of an input whose head was read. Throws FrameError where its columns are not the declared ones. */
export function tableOf({ columns, width, fields }: Head, options: CsvReadOptions): Table {
  const { rejects: _rejects, usecols: _usecols, skiprows: _skiprows, ...plain } = options;
  const { sep, quote, skipBlankLines } = dialectOf(options);
  const types: (DataType | null)[] = declaredTypes(columns.map(({ name }) => name), options);
  const ignoresLong = !Number.isFinite(width);
  return {
    dialect: { sep: byteOf(sep), quote: quote === null ? -1 : byteOf(quote), skipBlankLines },
    options: plain,
    columns,
    types,
    known: types.map((type) => (type === null ? "found" : "declared")),
    width: ignoresLong ? columns.reduce((most, { place }) => Math.max(most, place + 1), fields) : width,
    ignoresLong,
  };
}

/** Whether types are found before rows are read. */
export function hasOpenTypes({ types }: Table): boolean {
  return types.some(isOpen);
}

function byteOf(character: NonNullable<Dialect["quote"]>): number {
  return Buffer.from(character)[0]!;
}
