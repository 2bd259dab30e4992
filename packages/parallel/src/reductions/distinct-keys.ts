import { columnsOf, rowNumbers, type Column, type DataFrame, type Keep } from "@framepool/frame/internal";
import { oneBelowTheOther } from "../parts/one-below-the-other.js";
import { rowsAt } from "../parts/parts.js";
import type { PickedRows } from "../steps/pick.js";
import { distinctOf, joinedFlags, onceOnly } from "./distinct-rows.js";
import { isNearlyDistinct } from "./nearly-distinct.js";
import { partRows, rowsOfParts, type PartRows } from "./part-rows.js";
import type { Reduction } from "./reduction.js";

/** Which rows stay where those are left out whose keys others have. */
export interface DistinctKeysStep {
  readonly op: "distinctKeys";
  /** what messages say was called */
  readonly call: "dropDuplicates";
  readonly subset: readonly string[];
  readonly keep: Keep;
}

/** The distinct keys of some parts, in order: rows of these columns, and where each is. */
interface Keys extends PartRows {
  /** which of the rows they are, where the others are still among them; null: all */
  readonly kept: Int32Array | null;
  /** numbers of the parts, and how many of the keys are of each */
  readonly parts: readonly { readonly partition: number; readonly count: number }[];
  /** of each key the row of its part */
  readonly rows: Int32Array;
  /** with `keep: false`: which of them were there more than once */
  readonly repeated: Column | null;
  /** whether they were looked at: else some may be there twice */
  readonly areDistinct: boolean;
}

/** Keys that are twice in a part are sent once; the first of all that are equal, or the last, says which row stays. */
export const distinctKeys: Reduction<DistinctKeysStep, Keys, PickedRows> = {
  columns: ({ subset }) => subset,
  named: ({ subset }) => subset,
  partial(part, { call, subset, keep }, _functions, _calls, partition) {
    const own = part.select(subset) as DataFrame;
    const areDistinct = keep === false || !isNearlyDistinct(columnsOf(own), own.numRows, call);
    const { rows, repeated } = areDistinct ? distinctOf(own, null, { keep }) : { rows: rowNumbers(own.numRows), repeated: null };
    return { ...partRows(keptOf(own, rows)), kept: null, parts: [{ partition, count: rows.length }], rows, repeated, areDistinct };
  },
  join(all, { keep }) {
    const keys = rowsOfParts(all.map((each) => (each.kept === null ? each : partRows(keptOf(rowsOfParts([each]), each.kept)))));
    const { rows: kept, repeated } = distinctOf(keys, joinedFlags(all), { keep });
    // Of the last ones only the numbers are asked for.
    return { ...partRows(keys), kept, ...placesOf(all, kept), repeated, areDistinct: true };
  },
  finish(joined, step, functions) {
    const keys = joined.areDistinct ? joined : distinctKeys.join([joined], step, functions);
    const { parts, rows } = keys.repeated === null ? keys : placesOf([keys], onceOnly(keys.repeated));
    let end = 0;
    const shared = new Int32Array(new SharedArrayBuffer(rows.byteLength));
    shared.set(rows);
    return { partitions: Int32Array.from(parts, ({ partition }) => partition), starts: Int32Array.from([0, ...parts.map(({ count }) => (end += count))]), rows: shared };
  },
};

function keptOf(frame: DataFrame, rows: Int32Array): DataFrame {
  return rows.length === frame.numRows ? frame : rowsAt(frame, rows);
}

/** Where those keys are that are kept of all, one part's below the other's. */
function placesOf(all: readonly Pick<Keys, "parts" | "rows">[], kept: Int32Array): Pick<Keys, "parts" | "rows"> {
  const rows = new Int32Array(kept.length);
  const before = all.flatMap(({ parts }) => parts);
  const own = all.length === 1 ? all[0]!.rows : oneBelowTheOther(all.map((each) => each.rows));
  let [at, end] = [0, 0];
  const parts = before.map(({ partition, count }) => {
    const begin = at;
    end += count;
    for (; at < kept.length && kept[at]! < end; at++) rows[at] = own[kept[at]!]!;
    return { partition, count: at - begin };
  });
  return { parts, rows };
}
