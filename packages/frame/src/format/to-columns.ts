import type { Cell } from "../cell.js";
import { COLUMNS } from "../columns-key.js";
import type { Table } from "../table.js";
import { toList } from "./to-list.js";

/** Cells by column; every name is an own property, `__proto__` too. */
export function toColumns(table: Table): Record<string, Cell[]> {
  return Object.fromEntries(table[COLUMNS].map((column) => [column.name, toList(column)]));
}
