import { Buffer } from "node:buffer";
import { CsvParseError } from "@framepool/errors";
import { STRING } from "@framepool/frame/internal";
import { dialectOf } from "../dialect.js";
import type { BadLine } from "../options.js";
import { readPages, type Page } from "../records/read-pages.js";
import { countingRows } from "../read/add-rows.js";
import { TypedReader } from "../read/column-reader.js";
import { badLines, leavesOutBad } from "../rows/bad-lines.js";
import type { Place } from "../text-column/TextBlock.js";
import { rowPage, type OpenTable, type RowPage } from "../rows/open-table.js";
import { widthOf } from "./open-range.js";
import type { CutText, Table } from "./table.js";

/** Rows to make room for. */
const ROWS = 16_384;

/** Whole records of a dialect that the scanner does not have, by csv-parse or our splitter. */
export interface OpenRecords extends Pick<OpenTable, "bad" | "width"> {
  readonly readers: readonly TypedReader[];
  /** of {@link readers}, how many are of columns: behind them are those of their texts, where these are kept */
  readonly columns: number;
  /** pages of the rows that count */
  readonly pages: AsyncGenerator<RowPage, void>;
  /** Where a row of a page stands in the source. */
  placeOf(page: Page, row: number): Place;
}

/** Opens the text of a part, of which `most` rows are wanted. Pages throw CsvParseError with its place in the source. */
export async function openRecords({ file, text, length, byte, line }: CutText, { columns, types, known, width: fields, ignoresLong, options, isWritten }: Table, most: number, collect: (line: BadLine) => void): Promise<OpenRecords> {
  const { maxRowBytes } = options;
  const encoded = await widthOf(options.encoding);
  const bytes = Buffer.from(text, 0, length);
  const width = ignoresLong ? Infinity : fields;
  const guessed = new Set(columns.flatMap(({ name }, k) => (known[k] === "guessed" ? [name] : [])));
  const placeOf = (page: Page, row: number): Place => {
    const place = page.place(row);
    return { line: line + place.line - 1, byte: byte + (encoded === null ? place.byte : encoded(bytes.subarray(0, place.byte))) };
  };
  const bad = badLines(file, options, guessed, collect, placeOf);
  const typed = columns.map((column, k) => new TypedReader(column, types[k] ?? STRING, options, ROWS));
  const texts = isWritten ? columns.map((column) => new TypedReader(column, STRING, { ...options, naFilter: false }, ROWS)) : [];
  const readers = [...typed, ...texts];
  async function* all(): AsyncGenerator<RowPage, void> {
    try {
      for await (const page of readPages(bytes, dialectOf(options), maxRowBytes === undefined ? {} : { maxRowBytes })) yield rowPage(page, [...page.rows.keys()], width);
    } catch (error) {
      // The text of a part ends where its records do: what is left open is placed in the part.
      if (!(error instanceof CsvParseError) || error.file !== null || error.line === null || error.byte === null) throw error;
      const place = line + error.line - 1;
      throw new CsvParseError(error.message.replace(`line ${String(error.line)}`, `line ${String(place)}`), { file, line: place, byte: byte + error.byte, column: error.column });
    }
  }
  return { bad, width, readers, columns: columns.length, placeOf, pages: countingRows(readers, { bad, width, pages: all() }, leavesOutBad(options), most) };
}
