import { FrameError } from "@framepool/errors";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { columnNamed, Table } from "../../table.js";
import { columnNames } from "../arguments/column-names.js";
import { rowNumbers } from "../sort/row-numbers.js";
import { listItems } from "../take/list-items.js";
import { take } from "../take/take.js";

/** Items of lists one below the other, and the row that each of them came from. */
export interface Exploded {
  readonly column: Column;
  readonly rows: Int32Array;
}

/**
 * A row for each item of a column of lists; a missing or empty list gives one missing row. A column of another type
 * stays as it is.
 */
export function explodeColumn(column: Column): Exploded {
  const { type, length } = column;
  if (type.kind !== "list") return { column, rows: rowNumbers(length) };
  const { items, starts, sizes } = listItems(column);
  let total = 0;
  for (let row = 0; row < length; row++) total += Math.max(1, sizes[row]!);
  const rows = new Int32Array(total);
  const places = new Int32Array(total);
  let at = 0;
  for (let row = 0; row < length; row++) {
    for (let k = 0; k < Math.max(1, sizes[row]!); k++, at++) {
      rows[at] = row;
      places[at] = sizes[row] === 0 ? -1 : starts[row]! + k;
    }
  }
  return { column: take(items, places), rows };
}

/** The rows of a table, once for each item of the lists in some columns; lists of one row must be of one length. */
export function explode(table: Table, names: string | readonly string[]): Table {
  const exploded = new Map(columnNames("explode", "columns", names).map((name) => [name, explodeColumn(columnNamed(table, name))]));
  const [first] = exploded.values();
  if (first === undefined) return table;
  for (const [name, { rows }] of exploded) {
    const row = rows.findIndex((each, i) => each !== first.rows[i]);
    if (row >= 0 || rows.length !== first.rows.length) throw new FrameError(`explode: the lists of column "${name}" are of other lengths than those of "${[...exploded.keys()][0]!}"`, { column: name, row: rows[row] ?? null });
  }
  const columns = table[COLUMNS].map((column) => exploded.get(column.name)?.column ?? take(column, first.rows));
  return new Table(columns, first.rows.length);
}
