import { CsvParseError, SchemaMismatchError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { frameOf, STRING, takeTable, typeName, COLUMNS } from "@framepool/frame/internal";
import type { BadLine } from "../options.js";
import { nameOf } from "../records/name-of.js";
import { refusal } from "../text-column/column-values.js";
import { refusedRows, textColumn } from "../text-column/text-column.js";
import type { Place, TextBlock } from "../text-column/TextBlock.js";
import { openRange, widthOf } from "./open-range.js";
import { readRecords } from "./read-records.js";
import type { Table, TextRange } from "./table.js";

/** The rows of a range as a frame whose columns are still text. */
export interface RangeFrame {
  readonly frame: DataFrame;
  /** number of its first row among all rows of the scan */
  readonly firstRow: number;
  readonly rejects: readonly BadLine[];
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
export async function readRange(range: TextRange, table: Table): Promise<RangeFrame> {
  if (range.kind === "cut" && table.notScanned !== null) return readRecords(range, table);
  const { options: { onBadLines = "error", nrows = Infinity } } = table;
  let bad: BadRow[] = [];
  const { block, firstRow, close } = openRange(range, table, await widthOf(table.options.encoding), (opened) => {
    // How many rows there are depends on the bad ones where these are left out; an error of this range need not hold the next ones up.
    if (onBadLines === "error") return opened.index.rows;
    bad = badRows(opened, table);
    return opened.index.rows - bad.filter(({ row }) => row !== null).length;
  });
  try {
    if (onBadLines === "error") bad = badRows(block, table);
    const { rows, end, rejects } = settled(block, bad, Math.max(0, nrows - firstRow), table);
    const wanted = block.head(end);
    const whole = frameOf(table.columns.map((column, k) => textColumn(wanted, column, table.types[k] ?? STRING, table)), end);
    const frame = rows === null ? whole : frameOf(takeTable(whole, rows)[COLUMNS], rows.length);
    const startOf = (row: number): number => block.index.starts[rows === null ? row : rows[row]!]!;
    const places = (wantedRows: readonly number[]): RowPlace[] => block.placesAt(wantedRows.map(startOf)).map((place) => ({ file: block.file, ...place }));
    return { frame, firstRow, rejects, bytes: block.index.next - block.begin, places, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** A record that is no row. */
interface BadRow {
  /** offset of its first byte */
  readonly start: number;
  /** its row of the index; null if it has too many fields, and so is none */
  readonly row: number | null;
  /** column whose type cannot hold its cell */
  readonly column: number | null;
  readonly reason: string;
}

/** Bad records in order: those with too many fields, and those with a cell that a declared or guessed type cannot hold. */
export function badRows(block: TextBlock, table: Table): BadRow[] {
  const { known, types, width, columns } = table;
  const { index } = block;
  const bad: BadRow[] = index.long.map(({ start, fields }) => ({ start, row: null, column: null, reason: `${String(fields)} fields where ${String(width)} are expected` }));
  const seen = new Set<number>();
  for (const [k, column] of columns.entries()) {
    const type = types[k] ?? STRING;
    if (known[k] === "found" || type.kind === "utf8") continue;
    for (const row of refusedRows(textColumn(block, column, type, table))) {
      if (seen.has(row)) continue;
      seen.add(row);
      const reason = refusal(block.cellText(row, column.place), type);
      bad.push({ start: index.starts[row]!, row, column: k, reason });
    }
  }
  return bad.sort((a, b) => a.start - b.start);
}

/** What becomes of bad rows: an error, or what is told of them; at most `most` rows that are left, which are all before row `end`. */
function settled(block: TextBlock, bad: readonly BadRow[], most: number, table: Table): { rows: Int32Array | null; end: number; rejects: BadLine[] } {
  const { onBadLines = "error" } = table.options;
  const { rows, end, limit } = keptRows(block, bad, most);
  const counting = bad.filter(({ start }) => start < limit);
  const [first] = counting;
  if (first !== undefined && onBadLines === "error") throw badLineError(block, first, table);
  return { rows, end, rejects: onBadLines === "collect" ? counting.map((each) => badLine(block, each, table)) : [] };
}

/** At most `most` of the rows that are not bad, all of them before row `end` (null: all that are); what begins at `limit` or behind is nobody's concern. */
export function keptRows(block: TextBlock, bad: readonly BadRow[], most: number): { rows: Int32Array | null; end: number; limit: number } {
  const dropped = new Set(bad.flatMap(({ row }) => (row === null ? [] : [row])));
  const { rows: all, starts, next } = block.index;
  const limitOf = (count: number, end: number): number => (count < most ? next : most === 0 ? 0 : starts[end - 1]! + 1);
  if (dropped.size === 0) {
    const end = Math.min(all, most);
    return { rows: null, end, limit: limitOf(end, end) };
  }
  const kept = new Int32Array(Math.min(all, most));
  let count = 0;
  let end = 0;
  for (; end < all && count < most; end++) if (!dropped.has(end)) kept[count++] = end;
  return { rows: count === end ? null : kept.subarray(0, count), end, limit: limitOf(count, end) };
}

function badLine(block: TextBlock, { start, column, reason }: BadRow, { columns }: Table): BadLine {
  return { file: block.file, ...block.placeAt(start), column: column === null ? null : columns[column]!.name, reason, ...block.recordAt(start) };
}

function badLineError(block: TextBlock, bad: BadRow, table: Table): CsvParseError | SchemaMismatchError {
  const { file, line, byte, column, reason } = badLine(block, bad, table);
  const where = `${nameOf(file)}, line ${String(line)}${column === null ? "" : `, column "${column}"`}: ${reason}`;
  if (bad.column !== null && table.known[bad.column] === "guessed") {
    const type = typeName(table.types[bad.column]!);
    return new SchemaMismatchError(`${where}, which the first rows were; give the column a dtype, or let all rows be looked at (inferRows: Infinity), or read it as ${type} with onBadLines: "skip"`, { column, row: bad.row });
  }
  return new CsvParseError(`${where} (the row begins at byte ${String(byte)}); onBadLines: "skip" leaves such rows out`, { file, line, column, byte });
}
