import { Buffer } from "node:buffer";
import { dialectOf } from "../dialect.js";
import type { CsvReadOptions, CsvSource } from "../options.js";
import { readPages, type Page } from "../records/read-pages.js";
import { fileOf } from "../text/open-source.js";
import { guessedColumns } from "../types/declared-types.js";
import { badLines, type BadLines } from "./bad-lines.js";
import { headerRowOf, noHeader, skipTest } from "./read-head.js";
import { layoutOf, type ColumnPlace } from "./layout.js";
import type { Rejects } from "../rejects/open-rejects.js";
import type { PageCells } from "../read/column-reader.js";

/** The rows of a table that ended in one piece of the text; what they are missing at their ends is not filled in. */
export interface RowPage {
  readonly rows: readonly (readonly string[])[];
  /** where in the text (as UTF-8) each row ends */
  readonly ends: readonly number[];
  /** position of each row in `page` */
  readonly at: readonly number[];
  /** positions in `page` of rows that are too long, and so not among `rows` */
  readonly long: readonly number[];
  readonly page: Page;
  /** the cells of `rows`, a list for each column, where they were read to leave out bad rows */
  readonly cells: readonly PageCells[] | null;
}

/** A table whose header was read. Its rows, all of them, are read as its pages are taken, once; `close` it if they are not taken to the end. */
export interface OpenTable {
  readonly file: string | null;
  readonly columns: readonly ColumnPlace[];
  /** how many fields a row may have */
  readonly width: number;
  readonly bad: BadLines;
  /** where in the text (as UTF-8) the rows begin */
  readonly start: number;
  readonly pages: AsyncGenerator<RowPage, void>;
  close(): Promise<void>;
}

/** Reads the header; bad lines that are collected go to `rejects`. Throws CsvParseError where there is none. */
export async function openTable(source: CsvSource, options: CsvReadOptions, rejects: Rejects | null, signal?: AbortSignal): Promise<OpenTable> {
  const dialect = dialectOf(options);
  const file = fileOf(source);
  const pages: AsyncGenerator<Page, void> = readPages(source, dialect, options, signal);
  try {
    return await withHeader(pages, file, options, rejects);
  } catch (error) {
    await pages.return(undefined);
    throw error;
  }
}

async function withHeader(pages: AsyncGenerator<Page, void>, file: string | null, options: CsvReadOptions, rejects: Rejects | null): Promise<OpenTable> {
  const headerRow = headerRowOf(options);
  const skips = skipTest(options.skiprows);
  let before = headerRow ?? 0;
  let header: readonly string[] | null = null;
  const head: Page[] = [];
  for (;;) {
    const next = await pages.next();
    if (next.done === true) {
      if (header === null) throw noHeader(file, headerRow ?? 0, (headerRow ?? 0) - before);
      return opened([], header, header.length);
    }
    const kept = keptRows(next.value, skips);
    head.push(next.value);
    let from = 0;
    if (headerRow !== null && header === null) {
      const skipped = Math.min(before, kept.length);
      before -= skipped;
      if (skipped === kept.length) continue;
      header = next.value.rows[kept[skipped]!]!;
      from = skipped + 1;
    }
    const first = kept[from];
    // The header alone in its page: the first row says how wide the file is, so it is waited for.
    if (first === undefined) continue;
    return opened([{ page: next.value, kept: kept.slice(from) }], header, next.value.rows[first]!.length);
  }

  function opened(first: KeptPage[], names: readonly string[] | null, width: number): OpenTable {
    const { columns, width: most } = layoutOf(names, width, options);
    const { skipfooter = 0 } = options;
    const guessed = guessedColumns(columns.map(({ name }) => name), options);
    const bad = badLines(file, options, guessed, (line) => rejects?.add(line));
    const start = first[0] === undefined ? 0 : first[0].page.starts[first[0].kept[0]!]!;
    rejects?.begin(textBefore(head, first[0] === undefined ? head.at(-1)?.ends.at(-1) ?? 0 : start));
    const kept = withoutFooter(keptPages(first, pages, skips), skipfooter);
    return { file, columns, width: most, bad, start, pages: rowPages(kept, pages, most), close: async () => {
        await pages.return(undefined);
      } };
  }
}

/** The text before `end`, which is in the last of the pages. */
function textBefore(pages: readonly Page[], end: number): string {
  const pieces = pages.map(({ text: { bytes, start } }, i) => bytes.subarray(0, (pages[i + 1]?.text.start ?? end) - start));
  return Buffer.concat(pieces).toString();
}

/** A page, and the positions of its rows that are not left out. */
interface KeptPage {
  readonly page: Page;
  readonly kept: readonly number[];
}

async function* keptPages(first: readonly KeptPage[], pages: AsyncGenerator<Page, void>, skips: (line: number) => boolean): AsyncGenerator<KeptPage, void> {
  yield* first;
  for await (const page of pages) yield { page, kept: keptRows(page, skips) };
}

/** Leaves out the last rows, so many of them: a page is given when there are as many behind it. */
async function* withoutFooter(pages: AsyncGenerator<KeptPage, void>, footer: number): AsyncGenerator<KeptPage, void> {
  const held: KeptPage[] = [];
  let rows = 0;
  for await (const next of pages) {
    held.push(next);
    rows += next.kept.length;
    while (held.length > 0 && rows - held[0]!.kept.length >= footer) {
      rows -= held[0]!.kept.length;
      yield held.shift()!;
    }
  }
  let left = Math.max(0, rows - footer);
  for (const { page, kept } of held) {
    yield { page, kept: kept.slice(0, left) };
    left = Math.max(0, left - kept.length);
  }
}

async function* rowPages(keptOnes: AsyncGenerator<KeptPage, void>, source: AsyncGenerator<Page, void>, width: number): AsyncGenerator<RowPage, void> {
  try {
    for await (const { page, kept } of keptOnes) yield rowPage(page, kept, width);
  } finally {
    await source.return(undefined);
  }
}

/** The rows of a page that are kept, those that are too long apart. */
export function rowPage(page: Page, kept: readonly number[], width: number): RowPage {
  const at: number[] = [];
  const long: number[] = [];
  for (const row of kept) {
    if (page.rows[row]!.length <= width) at.push(row);
    else long.push(row);
  }
  if (at.length === page.rows.length) return { rows: page.rows, ends: page.ends, at, long, page, cells: null };
  return { rows: at.map((row) => page.rows[row]!), ends: at.map((row) => page.ends[row]!), at, long, page, cells: null };
}

/** Positions of the rows that `skiprows` does not leave out. */
function keptRows({ lines }: Page, skips: (line: number) => boolean): number[] {
  const kept: number[] = [];
  for (let i = 0; i < lines.length; i++) if (!skips(lines[i]!)) kept.push(i);
  return kept;
}
