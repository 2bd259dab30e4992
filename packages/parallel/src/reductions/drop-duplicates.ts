import { columnsOf, type Column, type DataFrame, type DuplicatesOptions } from "@framepool/frame/internal";
import { rowsAt } from "../parts/parts.js";
import { distinctOf, joinedFlags, onceOnly } from "./distinct-rows.js";
import { isNearlyDistinctAllOver } from "./nearly-distinct.js";
import { partRows, rowsOfParts, type PartRows } from "./part-rows.js";
import type { Reduction } from "./reduction.js";

/** `dropDuplicates(options)`. */
export interface DropDuplicatesStep {
  readonly op: "dropDuplicates";
  readonly options: DuplicatesOptions;
}

/** The distinct rows of some parts, in order. */
interface DistinctRows extends PartRows {
  /** with `keep: false`: which of them were there more than once */
  readonly repeated: Column | null;
}

/**
 * Rows that can be read twice are told apart by their keys, and the others left out where they are, so that no other column
 * travels for it. Else, and where all columns are keys, duplicates of a part are dropped in it, and only distinct rows come
 * together.
 */
export const dropDuplicates: Reduction<DropDuplicatesStep, DistinctRows, DataFrame> = {
  memory: "the distinct rows",
  columns: () => null,
  keepsColumns: true,
  named: ({ options: { subset = [] } }) => namesOf(subset),
  isHere: (frame, { options: { subset } }) => isNearlyDistinctAllOver(columnsOf(subset === undefined ? frame : (frame.select(namesOf(subset)) as DataFrame)), frame.numRows, "dropDuplicates"),
  twice({ options: { subset = [], keep = "first" } }) {
    const names = [...new Set(namesOf(subset))];
    if (names.length === 0) return null;
    return { memory: "the distinct keys", needs: { op: "distinctKeys", call: "dropDuplicates", subset: names, keep }, then: (found) => ({ op: "pick", call: "dropDuplicates", ...found }) };
  },
  partial: (part, step) => distinct(part, null, step),
  join: (parts, step) => distinct(rowsOfParts(parts), joinedFlags(parts), step),
  finish(parts) {
    const frame = rowsOfParts([parts]);
    return parts.repeated === null ? frame : rowsAt(frame, onceOnly(parts.repeated));
  },
};

function distinct(frame: DataFrame, flags: Column | null, { options }: DropDuplicatesStep): DistinctRows {
  const { rows, repeated } = distinctOf(frame, flags, options);
  return { ...partRows(rowsAt(frame, rows)), repeated };
}

function namesOf(subset: string | readonly string[]): readonly string[] {
  return typeof subset === "string" ? [subset] : subset;
}
