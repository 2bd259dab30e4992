import type { Cell } from "../cell.js";
import type { Column } from "../column.js";

export function toList(column: Column): Cell[] {
  const cells: Cell[] = [];
  for (let row = 0; row < column.length; row++) cells.push(column.get(row));
  return cells;
}
