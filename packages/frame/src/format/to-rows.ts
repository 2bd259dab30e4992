import { COLUMNS } from "../columns-key.js";
import type { Table } from "../table.js";
import { rowMaker, type RowObject } from "../verbs/cells/rows.js";

export function toRows(table: Table): RowObject[] {
  const rowAt = rowMaker(table[COLUMNS]);
  const rows: RowObject[] = [];
  for (let row = 0; row < table.numRows; row++) rows.push(rowAt(row));
  return rows;
}

export function* eachRow(table: Table): Generator<RowObject> {
  const rowAt = rowMaker(table[COLUMNS]);
  for (let row = 0; row < table.numRows; row++) yield rowAt(row);
}
