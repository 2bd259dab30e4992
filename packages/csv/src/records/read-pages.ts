import { Buffer } from "node:buffer";
import { CsvParseError } from "@framepool/errors";
import type { Dialect } from "../dialect.js";
import type { CsvReadOptions, CsvSource } from "../options.js";
import { BadText, decode } from "../text/decode.js";
import { openSource } from "../text/open-source.js";
import { nameOf } from "./name-of.js";
import { PageText, type Place, type Stretch } from "./page.js";
import { recordParser } from "./record-parser.js";
import { RecordSplitter } from "./split-record.js";
import { rowBytes, tooLong } from "./too-long.js";
import { unfinishedError } from "./unfinished.js";

const SPACE = 32;

/** The records that ended in one piece of the text. */
export class Page {
  rows: string[][] = [];
  /** where the record before each row ends: the row begins there, or behind the blank lines and comments that follow */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** number of each row among all lines of the text, from 0 */
  readonly lines: number[] = [];
  text: PageText;
  readonly #dialect: Dialect;

  constructor(text: PageText, dialect: Dialect) {
    this.text = text;
    this.#dialect = dialect;
  }

  /** Line and byte at which row `i` begins. */
  place(i: number): Place {
    return this.text.place(this.text.start + this.#begin(i));
  }

  /** The same of many rows, rising: the text is gone through once. */
  places(rows: readonly number[]): Place[] {
    const { text } = this;
    return text.places(rows.map((row) => text.start + this.#begin(row)));
  }

  /** Row `i` as it stands in the text, without its line end. */
  textOf(i: number): string {
    const { bytes, start } = this.text;
    const text = bytes.toString("utf8", this.#begin(i), this.ends[i]! - start);
    const { lineEnd } = this.#dialect;
    return lineEnd === null ? text.replace(/(?:\r\n|\r|\n)$/, "") : text.endsWith(lineEnd) ? text.slice(0, -1) : text;
  }

  /** The page of the rows before `i`. */
  head(i: number): Page {
    const page = new Page(this.text, this.#dialect);
    for (let row = 0; row < i; row++) {
      page.rows.push(this.rows[row]!);
      page.starts.push(this.starts[row]!);
      page.ends.push(this.ends[row]!);
      page.lines.push(this.lines[row]!);
    }
    return page;
  }

  /** Where row `i` begins, in the bytes of the page. */
  #begin(i: number): number {
    const { bytes, start } = this.text;
    let at = this.starts[i]! - start;
    // Nearly always there is nothing before it.
    const { comment, lineEnd } = this.#dialect;
    if (bytes[at]! > SPACE && bytes[at] !== comment?.charCodeAt(0) && bytes[at] !== lineEnd?.charCodeAt(0)) return at;
    const splitter = new RecordSplitter(this.#dialect);
    while (at < bytes.length && splitter.split(bytes, at, true) !== "record") at = splitter.end;
    return at;
  }
}

/** The pages of a source, in order, as far as rows have no more than `maxRowBytes`: as much text is read as is taken, and the source is closed when the reading stops. */
export async function* readPages(source: CsvSource, dialect: Dialect, options: CsvReadOptions, signal?: AbortSignal): AsyncGenerator<Page, void> {
  const maxRowBytes = rowBytes(options);
  const { file, chunks } = openSource(source, options, signal);
  const { pieces, width } = await decode(chunks, options.encoding);
  const odd = oddRecord(dialect);
  let oddRows: number[] = [];
  let end = 0;
  let text = new PageText([], 0, 1, width, dialect.lineEnd);
  let page = new Page(text, dialect);
  const parser = await recordParser(dialect, (fields, to, line) => {
    if (odd(fields)) oddRows.push(page.rows.length);
    page.rows.push(fields);
    page.starts.push(end);
    page.ends.push(to);
    page.lines.push(line);
    end = to;
  });

  const turn = (): Page => {
    const done = page;
    if (oddRows.length > 0) splitAgain(done, oddRows, dialect);
    oddRows = [];
    text = new PageText(text.after(end), end, text.lineAt(end), width, dialect.lineEnd);
    page = new Page(text, dialect);
    return done;
  };

  /** The rows before one that is too long, and then its error. */
  function* given(done: Page): Generator<Page, void> {
    const long = done.starts.findIndex((start, i) => done.ends[i]! - start > maxRowBytes && Buffer.byteLength(done.textOf(i)) > maxRowBytes);
    if (long !== 0) yield long < 0 ? done : done.head(long);
    if (long >= 0) throw tooLong(file, done.place(long), maxRowBytes, false);
  }

  let length = 0;
  try {
    for await (const { bytes, origin } of pieces) {
      const stretch: Stretch = { bytes, origin, start: length };
      length += bytes.length;
      text = new PageText([...text.after(text.start), stretch], text.start, text.line, width, dialect.lineEnd);
      page.text = text;
      await parser.write(bytes);
      if (page.rows.length > 0) yield* given(turn());
      if (length - end > maxRowBytes) checkOpen(text, length, file, dialect, maxRowBytes);
    }
  } catch (error) {
    if (!(error instanceof BadText)) throw error;
    throw new CsvParseError(`${nameOf(file)}, line ${String(text.lineAt(length))}: ${error.message}`, { file, line: text.lineAt(length), byte: error.byte });
  }
  if (!(await parser.end())) throw unfinished(text, file, dialect);
  if (page.rows.length > 0) yield* given(turn());
}

/** Throws CsvParseError if the record that is open at the end of the text so far has more than `most` bytes. */
function checkOpen(text: PageText, length: number, file: string | null, dialect: Dialect, most: number): void {
  const { bytes, start } = text;
  const splitter = new RecordSplitter(dialect, true);
  let at = 0;
  // Blank lines and comments before it are no part of it.
  while (at < bytes.length && splitter.split(bytes, at, false) !== "unfinished") at = splitter.end;
  if (length - start - at > most) throw tooLong(file, text.place(start + at), most, splitter.openQuote >= 0);
}

/**
 * csv-parse keeps the quotes of `"a"b`, which pandas reads as `ab`, and gives a line of spaces as a record. Both are
 * seen from the fields, and seldom: the bytes of such a record are split again by our splitter.
 */
function oddRecord({ quote, skipBlankLines }: Dialect): (fields: readonly string[]) => boolean {
  const code = quote === null ? -1 : quote.charCodeAt(0);
  return (fields) => {
    for (let i = 0; i < fields.length; i++) if (fields[i]!.charCodeAt(0) === code) return true;
    return skipBlankLines && fields.length === 1 && fields[0]!.trim() === "" && fields[0] !== "";
  };
}

function splitAgain(page: Page, oddRows: readonly number[], dialect: Dialect): void {
  const { bytes, start } = page.text;
  const splitter = new RecordSplitter(dialect);
  const { rows, starts, ends, lines } = page;
  const dropped = new Set<number>();
  for (const row of oddRows) {
    let at = starts[row]! - start;
    const end = ends[row]! - start;
    while (at < end && splitter.split(bytes, at, true) !== "record") at = splitter.end;
    if (at < end) rows[row] = splitter.fields;
    else dropped.add(row);
  }
  if (dropped.size === 0) return;
  for (const list of [rows, starts, ends, lines]) {
    let kept = 0;
    for (let i = 0; i < list.length; i++) if (!dropped.has(i)) list[kept++] = list[i]!;
    list.length = kept;
  }
}

/** The error for text that ends inside quotes, or behind an escape character. */
function unfinished(text: PageText, file: string | null, dialect: Dialect): CsvParseError {
  const { bytes, start } = text;
  const splitter = new RecordSplitter(dialect);
  let at = 0;
  while (at < bytes.length && splitter.split(bytes, at, true) !== "unfinished") at = splitter.end;
  const isQuote = splitter.openQuote >= 0;
  return unfinishedError(file, { line: text.place(start + (isQuote ? splitter.openQuote : at)).line, byte: text.place(start + at).byte, isQuote });
}
