import { missingWords } from "../rows/missing.js";
import { cellRules } from "../types/cell-rules.js";
import { cellBits, type RangeTypes } from "./cell-bits.js";
import { Link } from "./Link.js";
import { openRecords } from "./open-records.js";
import type { CutText, Table } from "./table.js";

/** Looks at the cells of whole records of a dialect that the scanner does not have. Bad lines are told when they are read. */
export async function inferRecords(cut: CutText, table: Table): Promise<RangeTypes> {
  const { columns, open, options } = table;
  const before = new Link(cut.before).wait();
  const bits = columns.map(() => 0);
  const looked = columns.flatMap(({ name, place }, k) => {
    const found = open[k] ?? null;
    return found === null ? [] : [{ k, place, see: cellBits(cellRules(options, name), found), missing: missingWords(options, name) }];
  });
  let rows = 0;
  try {
    const { pages } = await openRecords(cut, table, Math.max(0, (options.nrows ?? Infinity) - before.rows), () => undefined);
    for await (const page of pages) {
      rows += page.rows.length;
      for (const { k, place, see, missing } of looked) {
        for (const row of page.rows) {
          const text = row[place];
          if (text !== undefined && !missing.has(text)) bits[k]! |= see(text);
        }
      }
    }
  } catch (error) {
    new Link(cut.after).break();
    throw error;
  }
  new Link(cut.after).know({ ...before, rows: before.rows + rows });
  return { rows, firstRow: before.rows, bits };
}
