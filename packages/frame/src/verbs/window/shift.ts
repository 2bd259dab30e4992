import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { layoutOf } from "../../layout.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkPeriods } from "../arguments/check-periods.js";
import { arithmetic } from "../elementwise/arithmetic.js";
import { ffill } from "../missing/fillna.js";
import { beside } from "../take/choose.js";
import { take } from "../take/take.js";
import { placed } from "./placed.js";

/** What stands where a shift leaves nothing. */
export interface ShiftOptions<O> {
  /** default: a missing cell */
  readonly fillValue?: O;
}

/** How a change is taken over missing cells. */
export interface PctChangeOptions {
  /** `"ffill"` (default): a missing cell counts as the last one before it; null: it makes its neighbours missing */
  readonly fillMethod?: "ffill" | null;
}

/** The cells `periods` rows further down (up, if negative). */
export function shift(column: Column, periods: number, options: ShiftOptions<Cell> = {}): Column {
  const { fillValue: fill = null } = checkOptions("shift", options, { fillValue: "cell" });
  checkPeriods("shift", periods);
  const { name, length } = column;
  if (fill === null && layoutOf(column.type) !== null && hasOneDictionary(column)) return placed(besideEachOther(column, periods).before, periods, length);
  // Below the cells stands what is filled in.
  const both = fill === null ? column : beside("shift", column, fill);
  const { before } = besideEachOther(both.slice(0, length), periods);
  const outside = take(both, new Int32Array(length - before.length).fill(fill === null ? -1 : length));
  return concatColumns(name, periods < 0 ? [before, outside] : [outside, before]);
}

function hasOneDictionary({ vectors }: Column): boolean {
  return vectors.every(({ storage }) => storage.dictionary === vectors[0]!.storage.dictionary);
}

/** What is added from `periods` rows before to each cell. */
export function diff(column: Column, periods: number): Column {
  checkPeriods("diff", periods);
  const { here, before } = besideEachOther(column, periods);
  return placed(arithmetic("sub", here, before, "diff"), periods, column.length);
}

/** The cells that have one `periods` rows before them, and those: views. */
function besideEachOther(column: Column, periods: number): { readonly here: Column; readonly before: Column } {
  const { length } = column;
  const many = Math.min(Math.abs(periods), length);
  const [early, late] = [column.slice(0, length - many), column.slice(many, length)];
  return periods < 0 ? { here: early, before: late } : { here: late, before: early };
}

/** The change since `periods` rows before, as a part of what was there. */
export function pctChange(column: Column, periods: number, options: PctChangeOptions = {}): Column {
  const { fillMethod = "ffill" } = checkOptions("pctChange", options, { fillMethod: ["ffill", null] });
  checkPeriods("pctChange", periods);
  const filled = fillMethod === null ? column : ffill(column);
  const { here, before } = besideEachOther(filled, periods);
  return placed(arithmetic("sub", arithmetic("div", here, before, "pctChange"), 1, "pctChange"), periods, column.length);
}
