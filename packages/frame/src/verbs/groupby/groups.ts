import type { Cell } from "../../cell.js";
import type { Table } from "../../table.js";
import { slice } from "../take/slice.js";
import { takeTable } from "../take/take.js";
import type { Grouping } from "./grouping.js";

/** The groups in order, each with its rows; those that no row has are passed over. */
export function* eachPart<P>(grouping: Grouping, wrap: (table: Table) => P): Generator<[key: Cell, part: P]> {
  const { rows, starts } = grouping.rows;
  const together = takeTable(grouping.table, rows);
  for (let group = 0; group < grouping.count; group++) {
    if (starts[group] === starts[group + 1]) continue;
    yield [keyOf(grouping, group), wrap(slice(together, starts[group], starts[group + 1]))];
  }
}

/** The row numbers of each group, by key. */
export function groups(grouping: Grouping): Map<Cell, Int32Array> {
  const { rows, starts } = grouping.rows;
  const found = new Map<Cell, Int32Array>();
  for (let group = 0; group < grouping.count; group++) {
    if (starts[group] !== starts[group + 1]) found.set(keyOf(grouping, group), rows.slice(starts[group], starts[group + 1]));
  }
  return found;
}

function keyOf({ keys }: Grouping, group: number): Cell {
  return keys.length === 1 ? keys[0]!.get(group) : keys.map((column) => column.get(group));
}
