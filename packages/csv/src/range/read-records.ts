import { frameOf } from "@framepool/frame/internal";
import type { BadLine } from "../options.js";
import { addRows, withoutBad } from "../read/add-rows.js";
import type { RowPage } from "../rows/open-table.js";
import { spelledColumn } from "../text-column/spelled-column.js";
import { readsPlain } from "../text-column/text-column.js";
import { Link } from "./Link.js";
import { openRecords } from "./open-records.js";
import type { RangeFrame, RowPlace } from "./read-range.js";
import type { CutText, Table } from "./table.js";

/** Reads whole records of a dialect that the scanner does not have: values are made at once. */
export async function readRecords(cut: CutText, table: Table): Promise<RangeFrame> {
  const before = new Link(cut.before).wait();
  const rejects: BadLine[] = [];
  const opened = await openRecords(cut, table, Math.max(0, (table.options.nrows ?? Infinity) - before.rows), (line) => rejects.push(line));
  /** pages with the number of their first row, for who asks where a row stood */
  const pages: (Pick<RowPage, "page" | "at"> & { readonly first: number })[] = [];
  let rows = 0;
  try {
    for await (const page of opened.pages) {
      const good = page.long.length > 0 ? withoutBad(opened.readers, page, opened) : page;
      addRows(opened.readers, good, 0, good.rows.length, opened);
      pages.push({ first: rows, page: good.page, at: good.at });
      rows += good.rows.length;
    }
  } catch (error) {
    new Link(cut.after).break();
    throw error;
  }
  new Link(cut.after).know({ ...before, rows: before.rows + rows });
  const places = (wanted: readonly number[]): RowPlace[] =>
    wanted.map((row) => {
      const { first, page, at } = pages.findLast((each) => each.first <= row)!;
      return { file: cut.file, ...opened.placeOf(page, at[row - first]!) };
    });
  const made = opened.readers.map((reader) => reader.finish());
  const [columns, texts] = [made.slice(0, opened.columns), made.slice(opened.columns)];
  const spelled = texts.length === 0 ? columns : columns.map((column, k) => (readsPlain(table.options, column.name) ? spelledColumn(column, texts[k]!) : column));
  return { frame: frameOf(spelled, rows), firstRow: before.rows, rejects, isSo: true, bytes: cut.length, places, close: () => undefined };
}
