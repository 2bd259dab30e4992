import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { counted } from "../../table.js";

/** A row number in `[0, numRows)`; negative ones count from the end. Throws FrameError for any other. */
export function rowIn(i: number, numRows: number, verb: string): number {
  if (typeof i !== "number") throw new ArgumentError(`${verb}: i is the number of a row, not ${shown(i)}`);
  const row = i < 0 ? numRows + i : i;
  if (Number.isInteger(row) && row >= 0 && row < numRows) return row;
  throw new FrameError(`${verb}: there is no row ${String(i)}; there are ${counted(numRows, "row")}`, { row: i });
}
