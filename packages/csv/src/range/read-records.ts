import { frameOf } from "@framepool/frame/internal";
import type { BadLine } from "../options.js";
import { addRows, withoutBad } from "../read/add-rows.js";
import { Link } from "./Link.js";
import { openRecords } from "./open-records.js";
import type { RangeFrame } from "./read-range.js";
import type { CutText, Table } from "./table.js";

/** Reads whole records of a dialect that the scanner does not have: values are made at once. */
export async function readRecords(cut: CutText, table: Table): Promise<RangeFrame> {
  const before = new Link(cut.before).wait();
  const rejects: BadLine[] = [];
  const opened = await openRecords(cut, table, Math.max(0, (table.options.nrows ?? Infinity) - before.rows), (line) => rejects.push(line));
  let rows = 0;
  try {
    for await (const page of opened.pages) {
      const good = page.long.length > 0 ? withoutBad(opened.readers, page, opened) : page;
      addRows(opened.readers, good, 0, good.rows.length, opened);
      rows += good.rows.length;
    }
  } catch (error) {
    new Link(cut.after).break();
    throw error;
  }
  new Link(cut.after).know({ ...before, rows: before.rows + rows });
  return { frame: frameOf(opened.readers.map((reader) => reader.finish()), rows), firstRow: before.rows, rejects, bytes: cut.length, places: () => null, close: () => undefined };
}
