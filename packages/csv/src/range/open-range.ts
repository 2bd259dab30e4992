import type { Buffer } from "node:buffer";
import { CsvParseError } from "@framepool/errors";
import { nameOf } from "../records/name-of.js";
import { rowBytes, tooLong } from "../records/too-long.js";
import { countLines } from "../text/count-lines.js";
import type { Index } from "../scan/scan-types.js";
import type { Scanner } from "../scan/Scanner.js";
import { TextBlock } from "../text-column/TextBlock.js";
import { encodingOf, plainName } from "../text/encodings.js";
import { Link, type Before } from "./Link.js";
import { checkUtf8 } from "./check-utf8.js";
import { isLatin1, loadLatin1, loadUtf8, type Loaded } from "./load.js";
import { giveBack, takeScanner } from "./scanners.js";
import type { CutText, ByteRange, Table, TextRange } from "./table.js";

/** A range whose records are indexed. */
export interface OpenRange {
  readonly block: TextBlock;
  /** number of its first record among all of the scan */
  readonly firstRow: number;
  /** The block's memory is another's from now on. */
  close(): void;
}

/** Bytes of a source that UTF-8 of it stands for; null: as many. */
export type Width = ((utf8: Buffer) => number) | null;

/** {@link Width} of an encoding; it is asked for once, since its tables may have to be loaded. */
export async function widthOf(encoding = "utf8"): Promise<Width> {
  const found = await encodingOf(plainName(encoding) === "utf16" ? "utf16le" : encoding);
  return found === null ? null : (utf8) => found.width(utf8.toString("utf8"));
}

/** How much of the next range the last record of this one needs, at first guess. */
const TAIL = 16 * 1024;

/** What counts of the records of a range. */
export interface Counted {
  readonly rows: number;
  /** whether all rows that are wanted are there, so that what is behind them is nobody's concern */
  readonly isEnough: boolean;
  /** offset behind the last record that is somebody's */
  readonly until: number;
}

/** Counts the rows of a block that has so many rows before it. */
export type Count = (block: TextBlock, before: number) => Counted;

/**
 * Reads a range into a scanner's memory and indexes it; `count` says what of it counts. Throws CsvParseError, with the
 * place, for text that cannot be.
 */
export function openRange(range: TextRange, table: Table, width: Width, count: Count): OpenRange {
  let scanner: Scanner | null = null;
  try {
    const own = (scanner = takeScanner(table.dialect));
    const { block, firstRow } = range.kind === "bytes" ? openBytes(range, table, own, count) : openCut(range, table, width, own, count);
    const close = (): void => {
      block.close();
      giveBack(own);
    };
    return { block, firstRow, close };
  } catch (error) {
    if (scanner !== null) giveBack(scanner);
    // Said here, since in line nobody else has a turn before the next range waits for it.
    new Link(range.after).break();
    throw error;
  }
}

type Opened = Omit<OpenRange, "close">;

function openBytes(range: ByteRange, table: Table, scanner: Scanner, count: Count): Opened {
  const { nrows = Infinity, encoding } = table.options;
  const maxRowBytes = rowBytes(table.options);
  const { file, size, end, first } = range;
  const after = new Link(range.after);
  const load = isLatin1(encoding) ? loadLatin1(range, scanner) : loadUtf8(range, scanner);
  let have = Math.min(end + TAIL, size);
  // The bytes can be read while the range before is still being indexed.
  load.ahead(have);
  const before: Before = { ...new Link(range.before).wait(), ...first };
  if (before.offset >= end || before.rows >= nrows) {
    // One record reaches over the whole range, or there is none, or none is wanted.
    after.know(before);
    const index = indexOf(scanner, table, { begin: 0, length: 0, limit: 0 }, true);
    const block = new TextBlock(scanner, index, 0, { file, byte: 0, line: before.line, width: null });
    count(block, before.rows);
    return { block, firstRow: before.rows };
  }
  for (;;) {
    const loaded = load.from(before.offset, have);
    const final = have === size;
    const index = indexOf(scanner, table, loaded, final);
    const block = new TextBlock(scanner, index, loaded.begin, { file, line: before.line, ...loaded.place });
    const isRead = final || index.next >= loaded.limit;
    const counted = isRead || nrows !== Infinity ? count(block, before.rows) : null;
    if (counted !== null && (isRead || counted.isEnough)) {
      const { rows, isEnough, until } = counted;
      if (!isEnough && final && index.openQuote >= 0) throw unclosed(block);
      checkLengths(block, until, table);
      if (!isLatin1(encoding)) checkUtf8(block, loaded.begin, until);
      after.know({ offset: loaded.sourceOf(index.next), rows: before.rows + rows, line: before.line + index.lines });
      return { block, firstRow: before.rows };
    }
    if (loaded.length - index.next > maxRowBytes) throw tooLongRow(block, index.next, maxRowBytes);
    have = Math.min(size, have + Math.max(TAIL, (have - end) * 2));
  }
}

function openCut({ text, length, file, byte, line, before: told, after }: CutText, table: Table, width: Width, scanner: Scanner, count: Count): Opened {
  scanner.text(length).set(new Uint8Array(text, 0, length));
  const index = indexOf(scanner, table, { begin: 0, length, limit: length }, true);
  const block = new TextBlock(scanner, index, 0, { file, byte, line, width });
  const before = new Link(told).wait();
  const { rows, isEnough, until } = count(block, before.rows);
  if (!isEnough && index.openQuote >= 0) throw unclosed(block);
  checkLengths(block, until, table);
  new Link(after).know({ ...before, rows: before.rows + rows });
  return { block, firstRow: before.rows };
}

function indexOf(scanner: Scanner, { width, ignoresLong }: Table, { begin, length, limit }: Pick<Loaded, "begin" | "length" | "limit">, final: boolean): Index {
  return scanner.index({ begin, end: length, limit: Math.min(limit, length), columns: width, final, longRows: ignoresLong ? "ignore" : "report" });
}

/** The error for text that ends inside quotes. */
function unclosed(block: TextBlock): CsvParseError {
  const { file, index, begin, text } = block;
  const { byte, line } = block.placeAt(index.next);
  const quoteLine = line + countLines(text, Math.max(begin, index.next), index.openQuote);
  return new CsvParseError(`${nameOf(file)}: the quote that begins on line ${String(quoteLine)} is never closed; close it, or read quotes as text with { quotechar: null }`, { file, line: quoteLine, byte });
}

/** Records before `until` of a range that is itself longer than one may be. */
function checkLengths(block: TextBlock, until: number, { options }: Table): void {
  const maxRowBytes = rowBytes(options);
  const { starts, rows, next } = block.index;
  if (until - block.begin <= maxRowBytes) return;
  for (let row = 0; row < rows && starts[row]! < until; row++) if ((starts[row + 1] ?? next) - starts[row]! > maxRowBytes) throw tooLongRow(block, starts[row]!, maxRowBytes);
}

function tooLongRow(block: TextBlock, offset: number, most: number): CsvParseError {
  return tooLong(block.file, block.placeAt(offset), most, block.index.openQuote >= 0);
}
