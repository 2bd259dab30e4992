import type { Page } from "../records/read-pages.js";
import type { BadLines } from "../rows/bad-lines.js";
import type { RowPage } from "../rows/open-table.js";
import type { ColumnReader } from "./column-reader.js";

/** Gives rows `[from, to)` of a page to every column. Throws CsvParseError for a cell that its declared type cannot hold. */
export function addRows(columns: readonly ColumnReader[], { rows, at, page }: RowPage, from: number, to: number, bad: BadLines): void {
  for (const column of columns) {
    const failed = column.add(rows, from, to);
    if (failed >= 0) refuse(column, page, at[failed]!, bad);
  }
}

function refuse(column: ColumnReader, page: Page, row: number, bad: BadLines): never {
  const fields = page.rows[row]!;
  bad(page, row, column.name, column.reason(fields, column.refuses(fields) ?? "value of its type"));
  throw new TypeError("a bad line was passed to a column");
}

/** The page without rows that a declared type refuses, where these are to be left out: a column cannot give a cell back. */
export function withoutRefused(columns: readonly ColumnReader[], rows: RowPage, bad: BadLines): RowPage {
  const kept: number[] = [];
  for (const [i, row] of rows.rows.entries()) {
    const column = columns.find((each) => each.refuses(row) !== null);
    if (column === undefined) kept.push(i);
    else bad(rows.page, rows.at[i]!, column.name, column.reason(row, column.refuses(row)!));
  }
  if (kept.length === rows.rows.length) return rows;
  const pick = <T>(list: readonly T[]): T[] => kept.map((i) => list[i]!);
  return { rows: pick(rows.rows), ends: pick(rows.ends), at: pick(rows.at), page: rows.page };
}
