import { CsvParseError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { frameOf, takeTable, COLUMNS, type Column } from "@framepool/frame/internal";
import type { BadLine } from "../options.js";
import { badLineError, leavesOutBad } from "../rows/bad-lines.js";
import type { Place, TextBlock } from "../text-column/TextBlock.js";
import { badLine, badLines, countRows, keptRows, lookAt, textColumns, type BadRow, type Looked } from "./bad-rows.js";
import { bitsOf, bitsOfRead, haveTypes, typesOfBits, typesOfNothing } from "./column-bits.js";
import { openRange, widthOf } from "./open-range.js";
import { readRecords } from "./read-records.js";
import { SeenTypes } from "./SeenTypes.js";
import type { Table, TextRange } from "./table.js";

/** The rows of a range as a frame whose columns are still text. */
export interface RangeFrame {
  readonly frame: DataFrame;
  /** number of its first row among all rows of the scan */
  readonly firstRow: number;
  readonly rejects: readonly BadLine[];
  /** false: types were taken from the first range, and are others by what was seen since, so that nothing of the frame counts */
  readonly isSo: boolean;
  /** bytes of text that its records take */
  readonly bytes: number;
  /** Where rows of the frame (in rising order) stand in their file. Asked for before it is closed. */
  places(rows: readonly number[]): readonly RowPlace[];
  /** The columns must not be read for the first time any more. */
  close(): void;
}

/** Where a row stands in its file: the line it begins on, from 1, and the offset of its first byte. */
export interface RowPlace extends Place {
  readonly file: string | null;
}

/** Reads a range. Throws CsvParseError for its lowest bad line, unless `onBadLines` says otherwise; SchemaMismatchError for a cell that a type guessed from the first rows cannot hold. */
export async function readRange(range: TextRange, given: Table): Promise<RangeFrame> {
  if (range.kind === "cut" && given.notScanned !== null) return readRecords(range, given);
  const { options: { nrows = Infinity, encoding }, columns: { length } } = given;
  const seen = given.seen === null ? null : new SeenTypes(length, given.seen);
  const early: { looked: Looked | null; block: TextBlock | null; isFirst: boolean } = { looked: null, block: null, isFirst: false };
  const width = await widthOf(encoding);
  const { block, firstRow, close } = orLower(given, early, () =>
    openRange(range, given, width, (opened, before) => {
      early.block = opened;
      // The next range is let on behind this: it takes the same types.
      if (seen?.taken === null && opened.index.rows > 0) {
        seen.take(bitsOf(opened, given, null));
        early.isFirst = true;
      }
      // How many rows there are depends on the bad ones where these are left out; an error of this range need not hold the next ones up.
      early.looked = leavesOutBad(given.options) ? lookAt(opened, given) : null;
      return countRows(opened, early.looked?.bad ?? [], Math.max(0, nrows - before));
    }),
  );
  try {
    const table = seen === null ? given : { ...given, types: block.index.rows === 0 && seen.taken === null ? typesOfNothing(given) : typesOfBits(given, seen.taken ?? seen.all) };
    const { columns, bad } = early.looked ?? lookAt(block, table);
    const isSo = seen === null || early.isFirst || block.index.rows === 0 || staysSo(seen, columns, block, table);
    const { rows, end, rejects } = settled(block, bad, Math.max(0, nrows - firstRow), table);
    // Columns that were read to find bad rows are not read again, unless fewer rows are wanted.
    const whole = frameOf(end === block.index.rows ? columns : textColumns(block.head(end), table), end);
    const frame = rows === null ? whole : frameOf(takeTable(whole, rows)[COLUMNS], rows.length);
    const startOf = (row: number): number => block.index.starts[rows === null ? row : rows[row]!]!;
    const places = (wantedRows: readonly number[]): RowPlace[] => block.placesAt(wantedRows.map(startOf)).map((place) => ({ file: block.file, ...place }));
    return { frame, firstRow, rejects, isSo, bytes: block.index.next - block.begin, places, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Whether the types of the first range hold for all that was seen, with this block. */
function staysSo(seen: SeenTypes, columns: readonly Column[], block: TextBlock, table: Table): boolean {
  seen.see(table.isRead && !seen.isRefuted ? bitsOfRead(columns, block, table) : bitsOf(block, table, null));
  if (!haveTypes(table, seen.all, table.types)) seen.refute();
  return !seen.isRefuted;
}

/** What `open` gives. Where the text is wrong, a bad row before that is told instead: the lowest error, as with any other ranges. */
function orLower<T>(table: Table, early: { readonly block: TextBlock | null }, open: () => T): T {
  try {
    return open();
  } catch (error) {
    const { block } = early;
    // Nobody has used the memory since.
    const [first] = block === null || leavesOutBad(table.options) ? [] : lookAt(block, table).bad;
    if (first === undefined || !(error instanceof CsvParseError) || error.byte === null) throw error;
    const lower = badLine(block!, first, table);
    throw lower.byte < error.byte ? badLineError(lower, table.options, isGuess(first, table)) : error;
  }
}

function isGuess({ column }: BadRow, { known }: Table): boolean {
  return column !== null && known[column] === "guessed";
}

/** What becomes of bad rows: an error, or what is told of them; at most `most` rows that are left, which are all before row `end`. */
function settled(block: TextBlock, bad: readonly BadRow[], most: number, table: Table): { rows: Int32Array | null; end: number; rejects: BadLine[] } {
  const { rows, end, limit } = keptRows(block, bad, most);
  const counting = bad.filter(({ start }) => start < limit);
  const [first] = counting;
  if (first !== undefined && !leavesOutBad(table.options)) throw badLineError(badLine(block, first, table), table.options, isGuess(first, table));
  return { rows, end, rejects: table.options.onBadLines === "collect" ? badLines(block, counting, table) : [] };
}
