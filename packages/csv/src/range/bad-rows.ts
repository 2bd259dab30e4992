import { STRING, type Column } from "@framepool/frame/internal";
import type { BadLine } from "../options.js";
import { refusal } from "../text-column/column-values.js";
import { refusedRows, textColumn } from "../text-column/text-column.js";
import type { TextBlock } from "../text-column/TextBlock.js";
import type { Counted } from "./open-range.js";
import type { Table } from "./table.js";

/** A record that is no row. */
export interface BadRow {
  /** offset of its first byte */
  readonly start: number;
  /** its row of the index; null if it has too many fields, and so is none */
  readonly row: number | null;
  /** column whose type cannot hold its cell */
  readonly column: number | null;
  readonly reason: string;
}

/** The columns of a block, of which those with a declared or guessed type were read to find the records that are no rows. */
export interface Looked {
  readonly columns: readonly Column[];
  /** in order: those with too many fields, and those with a cell that its type cannot hold */
  readonly bad: readonly BadRow[];
}

/** The columns of a block as the table types them, still text. */
export function textColumns(block: TextBlock, table: Table): Column[] {
  return table.columns.map((column, k) => textColumn(block, column, table.types[k] ?? STRING, table));
}

/** Looks for bad records. */
export function lookAt(block: TextBlock, table: Table): Looked {
  const { known, types, width } = table;
  const { index } = block;
  const bad: BadRow[] = index.long.map(({ start, fields }) => ({ start, row: null, column: null, reason: `${String(fields)} fields where ${String(width)} are expected` }));
  const columns = textColumns(block, table);
  const seen = new Set<number>();
  for (const [k, column] of columns.entries()) {
    const type = types[k] ?? STRING;
    if (known[k] === "found" || type.kind === "utf8") continue;
    for (const row of refusedRows(column)) {
      if (seen.has(row)) continue;
      seen.add(row);
      bad.push({ start: index.starts[row]!, row, column: k, reason: refusal(block.cellText(row, table.columns[k]!.place), type) });
    }
  }
  return { columns, bad: bad.sort((a, b) => a.start - b.start) };
}

/** What counts of a block of which `most` rows are wanted. */
export function countRows(block: TextBlock, bad: readonly BadRow[], most: number): Counted {
  const { rows: all, starts, next } = block.index;
  const rows = all - bad.filter(({ row }) => row !== null).length;
  if (rows < most) return { rows, isEnough: false, until: next };
  return { rows, isEnough: true, until: starts[keptRows(block, bad, most).end] ?? next };
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

/** What is told of bad records, in order: all lines may be bad, so the text before them is gone through once. */
export function badLines(block: TextBlock, bad: readonly BadRow[], { columns }: Table): BadLine[] {
  const places = block.placesAt(bad.map(({ start }) => start));
  return bad.map(({ start, column, reason }, k) => ({ file: block.file, ...places[k]!, column: column === null ? null : columns[column]!.name, reason, ...block.recordAt(start) }));
}

/** What is told of one. */
export function badLine(block: TextBlock, bad: BadRow, table: Table): BadLine {
  return badLines(block, [bad], table)[0]!;
}
