import { columnFromValues, orderRows, type Column } from "@framepool/frame/internal";
import { sortColumns, type Ordering } from "../parts/ordering.js";
import type { Reduction } from "./reduction.js";

/** The order of the rows of each part by itself: runs that are to be merged. */
export interface OrderedRunsStep extends Ordering {
  readonly op: "orderedRuns";
}

/** A run's rows, numbered from 0 in its part. */
interface Run {
  readonly rows: Column;
}

/** Gives the runs with their rows numbered over all parts. */
export const orderedRuns: Reduction<OrderedRunsStep, readonly Run[], readonly Int32Array[]> = {
  columns: ({ by }) => by,
  partial(part, step) {
    return [{ rows: columnFromValues("rows", orderRows(sortColumns(part, step), part.numRows, step.naPosition, "sortValues"), "int32") }];
  },
  join: (runs) => runs.flat(),
  finish(runs) {
    let first = 0;
    return runs.map(({ rows }) => {
      const { storage, offset, length } = rows.vectors[0]!;
      const before = first;
      first += length;
      return (storage.data as Int32Array).subarray(offset, offset + length).map((row) => row + before);
    });
  },
};
