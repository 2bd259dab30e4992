import type { Cell } from "../../cell.js";
import type { DataType } from "../../data-types.js";

const DAY = 86_400_000;

/** Whether a value is one of the type, where a builder would make it one: a number is no time, and a time that is no midnight no date. */
export function fitsType(type: DataType, cell: Cell): boolean {
  if (type.kind !== "timestamp" && type.kind !== "date") return true;
  if (cell === null) return true;
  return cell instanceof Date && !(type.kind === "date" && Math.abs(cell.getTime() % DAY) > 0);
}
