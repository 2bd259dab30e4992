import type { OpenTable, RowPage } from "../rows/open-table.js";
import type { ColumnReader } from "./column-reader.js";

/** Gives rows `[from, to)` of a page to every column. Throws CsvParseError for the lowest row of the page that is bad, if a column refuses one. */
export function addRows(columns: readonly ColumnReader[], page: RowPage, from: number, to: number, table: Pick<OpenTable, "bad" | "width">): void {
  const { rows, cells } = page;
  for (const [k, column] of columns.entries()) {
    if (cells !== null) {
      column.take(cells[k]!, from, to);
      continue;
    }
    if (column.add(rows, from, to) < 0) continue;
    withoutBad(columns, page, table);
    throw new TypeError(`column "${column.name}" refused a row that it holds`);
  }
}

/**
 * The rows of a table that count, page by page, and no more than `most`: no page is asked for when they are there. Where
 * bad rows are left out (`leavesOut`) they do not count; else a page's too long ones stay with it, for who takes the rows to tell.
 */
export async function* countingRows(columns: readonly ColumnReader[], { pages, ...table }: Pick<OpenTable, "bad" | "width" | "pages">, leavesOut: boolean, most: number): AsyncGenerator<RowPage, void> {
  let left = most;
  if (left === 0) return;
  for await (const page of pages) {
    const counting = leavesOut ? withoutBad(columns, page, table, left) : firstRows(page, left);
    left -= counting.rows.length;
    yield counting;
    if (left === 0) return;
  }
}

/** At most `most` rows of a page, and the too long ones before the last of these. */
function firstRows(whole: RowPage, most: number): RowPage {
  const { rows, ends, at, long } = whole;
  if (rows.length < most) return whole;
  return { ...whole, rows: rows.slice(0, most), ends: ends.slice(0, most), at: at.slice(0, most), long: long.filter((row) => row < at[most - 1]!) };
}

/**
 * Tells of the bad rows of a page in order: those that are too long, and those that a type refuses. Gives the page
 * without them, `most` rows at most: nothing is told of what is behind these. A column cannot give a cell back, so this comes
 * before {@link addRows} where bad rows are left out, which then takes the cells that were read here.
 */
export function withoutBad(columns: readonly ColumnReader[], { rows, ends, at, long, page }: RowPage, { bad, width }: Pick<OpenTable, "bad" | "width">, most = Infinity): RowPage {
  const cells = columns.map((column) => column.read(rows));
  const kept: number[] = [];
  let nextLong = 0;
  const tellLong = (before: number): void => {
    for (; nextLong < long.length && long[nextLong]! < before; nextLong++) {
      const row = long[nextLong]!;
      bad(page, row, null, `${String(page.rows[row]!.length)} fields where ${String(width)} are expected`);
    }
  };
  for (const [i, row] of rows.entries()) {
    if (kept.length === most) break;
    const column = columns[cells.findIndex((own) => own[i] === undefined)];
    if (column === undefined) {
      kept.push(i);
      continue;
    }
    tellLong(at[i]!);
    bad(page, at[i]!, column.name, column.reason(row));
  }
  tellLong(kept.length < most ? Infinity : (at[kept.at(-1) ?? 0] ?? 0));
  const pick = <T>(list: readonly T[]): readonly T[] => (kept.length === list.length ? list : kept.map((i) => list[i]!));
  return { rows: pick(rows), ends: pick(ends), at: pick(at), long: [], page, cells: cells.map(pick) };
}
