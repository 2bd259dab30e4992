import { leavesOutBad } from "../rows/bad-lines.js";
import { countRows, keptRows, lookAt, type BadRow } from "./bad-rows.js";
import type { RangeTypes } from "./cell-bits.js";
import { bitsOf } from "./column-bits.js";
import { inferRecords } from "./infer-records.js";
import { openRange, widthOf } from "./open-range.js";
import type { Table, TextRange } from "./table.js";

/** Looks at the cells of the columns whose types are open, in the rows that will be read. */
export async function inferRange(range: TextRange, table: Table): Promise<RangeTypes> {
  if (range.kind === "cut" && table.notScanned !== null) return inferRecords(range, table);
  const { nrows = Infinity } = table.options;
  let bad: readonly BadRow[] = [];
  const { block, firstRow, close } = openRange(range, table, await widthOf(table.options.encoding), (opened, before) => {
    // An error is told when the rows are read.
    if (leavesOutBad(table.options)) bad = lookAt(opened, table).bad;
    return countRows(opened, bad, Math.max(0, nrows - before));
  });
  try {
    const { rows, end } = keptRows(block, bad, Math.max(0, nrows - firstRow));
    const wanted = block.head(end);
    return { rows: rows?.length ?? end, firstRow, bits: bitsOf(wanted, table, rows) };
  } finally {
    close();
  }
}
