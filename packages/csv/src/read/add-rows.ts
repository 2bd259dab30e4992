import type { OpenTable, RowPage } from "../rows/open-table.js";
import type { ColumnReader } from "./column-reader.js";

/** Gives rows `[from, to)` of a page to every column. Throws CsvParseError for the lowest row of the page that is bad, if a column refuses one. */
export function addRows(columns: readonly ColumnReader[], page: RowPage, from: number, to: number, table: Pick<OpenTable, "bad" | "width">): void {
  for (const column of columns) {
    if (column.add(page.rows, from, to) < 0) continue;
    withoutBad(columns, page, table);
    throw new TypeError(`column "${column.name}" refused a row that it holds`);
  }
}

/**
 * Tells of the bad rows of a page in order: those that are too long, and those that a declared type refuses. Gives the
 * page without them; a column cannot give a cell back, so this comes before {@link addRows} where bad rows are left out.
 */
export function withoutBad(columns: readonly ColumnReader[], { rows, ends, at, long, page }: RowPage, { bad, width }: Pick<OpenTable, "bad" | "width">): RowPage {
  const kept: number[] = [];
  let nextLong = 0;
  const tellLong = (before: number): void => {
    for (; nextLong < long.length && long[nextLong]! < before; nextLong++) {
      const row = long[nextLong]!;
      bad(page, row, null, `${String(page.rows[row]!.length)} fields where ${String(width)} are expected`);
    }
  };
  for (const [i, row] of rows.entries()) {
    const column = columns.find((each) => each.refuses(row) !== null);
    if (column === undefined) {
      kept.push(i);
      continue;
    }
    tellLong(at[i]!);
    bad(page, at[i]!, column.name, column.reason(row, column.refuses(row)!));
  }
  tellLong(Infinity);
  const pick = <T>(list: readonly T[]): readonly T[] => (kept.length === list.length ? list : kept.map((i) => list[i]!));
  return { rows: pick(rows), ends: pick(ends), at: pick(at), long: [], page };
}
