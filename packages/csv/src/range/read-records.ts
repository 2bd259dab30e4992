import { Buffer } from "node:buffer";
import { CsvParseError } from "@framepool/errors";
import { frameOf, STRING } from "@framepool/frame/internal";
import { dialectOf } from "../dialect.js";
import type { BadLine } from "../options.js";
import { readPages, type Page } from "../records/read-pages.js";
import { addRows, withoutBad } from "../read/add-rows.js";
import { TypedReader } from "../read/column-reader.js";
import { badLines } from "../rows/bad-lines.js";
import { rowPage, type OpenTable } from "../rows/open-table.js";
import { Link } from "./Link.js";
import { widthOf } from "./open-range.js";
import type { RangeFrame, RowPlace } from "./read-range.js";
import type { Place } from "../text-column/TextBlock.js";
import type { CutText, Table } from "./table.js";

/** Rows to make room for. */
const ROWS = 16_384;

/** Reads whole records of a dialect that the scanner does not have, by csv-parse or our splitter: values are made at once. */
export async function readRecords({ file, text, length, byte, line, before: told, after }: CutText, table: Table): Promise<RangeFrame> {
  const { columns, types, width, ignoresLong, options } = table;
  const before = new Link(told).wait();
  const left = Math.max(0, (options.nrows ?? Infinity) - before.rows);
  const encoded = await widthOf(options.encoding);
  const bytes = Buffer.from(text, 0, length);
  const rejects: BadLine[] = [];
  const placeOf = (page: Page, row: number): Place => {
    const place = page.place(row);
    return { line: line + place.line - 1, byte: byte + (encoded === null ? place.byte : encoded(bytes.subarray(0, place.byte))) };
  };
  const bad = badLines(file, options, (each) => rejects.push(each), placeOf);
  const opened: Pick<OpenTable, "bad" | "width"> = { bad, width: ignoresLong ? Infinity : width };
  const readers = columns.map((column, k) => new TypedReader(column, types[k] ?? STRING, options, ROWS));
  /** pages with the number of their first row, for who asks where a row stood */
  const pages: { readonly first: number; readonly page: Page; readonly at: readonly number[] }[] = [];
  let rows = 0;
  try {
    for await (const page of readPages(bytes, dialectOf(options), {})) {
      if (rows >= left) break;
      const found = rowPage(page, page.rows.map((_, i) => i), opened.width, left - rows);
      const good = options.onBadLines === "skip" || options.onBadLines === "collect" || found.long.length > 0 ? withoutBad(readers, found, opened) : found;
      addRows(readers, good, 0, good.rows.length, opened);
      pages.push({ first: rows, page, at: good.at });
      rows += good.rows.length;
    }
  } catch (error) {
    new Link(after).break();
    // The text of a part ends where its records do: what is left open is placed in the part.
    if (error instanceof CsvParseError && error.file === null && error.line !== null && error.byte !== null) {
      throw new CsvParseError(error.message.replace(`line ${String(error.line)}`, `line ${String(line + error.line - 1)}`), { file, line: line + error.line - 1, byte: byte + error.byte, column: error.column });
    }
    throw error;
  }
  new Link(after).know({ ...before, rows: before.rows + rows });
  const places = (wanted: readonly number[]): RowPlace[] =>
    wanted.map((row) => {
      const { first, page, at } = pages.findLast((each) => each.first <= row)!;
      return { file, ...placeOf(page, at[row - first]!) };
    });
  return { frame: frameOf(readers.map((reader) => reader.finish()), rows), firstRow: before.rows, rejects, bytes: length, places, close: () => undefined };
}
