import { frameOf, mergeRuns, rowComparison, takeTable, COLUMNS } from "@framepool/frame/internal";
import { sortColumns, type Ordering } from "../ordering.js";
import { splitEvenly } from "../partition.js";
import { rangesSource } from "../sources/ranges.js";
import type { Exchange } from "./exchange.js";

/** `sortValues(by, options)`. */
export interface SortValuesStep extends Ordering {
  readonly op: "sortValues";
}

/** Rows for which a run of its own is worth a message. */
const RUN_ROWS = 16_384;
/** Each doubling of the runs is one more pass over all rows here. */
const MOST_RUNS = 8;

/** Workers order runs of rows by the columns that count; the runs are merged here, and the rows taken in that order. */
export const sortValues: Exchange<SortValuesStep> = {
  memory: "all rows, twice: as they came and in order,",
  async run({ frame }, { by, ascending, naPosition }, stage) {
    const ordering: Ordering = { by, ascending, naPosition };
    const ranges = splitEvenly(frame.numRows, Math.min(MOST_RUNS, Math.max(1, Math.ceil(frame.numRows / RUN_ROWS))));
    if (ranges.length === 1) return frame.sortValues(by, { ascending, naPosition });
    const keys = frame.select([...new Set(by)]);
    const runs = await stage.reduce<readonly Int32Array[]>(rangesSource(keys, ranges), { op: "orderedRuns", ...ordering });
    const { [COLUMNS]: columns, numRows } = takeTable(frame, mergeRuns(runs, rowComparison(sortColumns(keys, ordering), naPosition, "sortValues")));
    return frameOf(columns, numRows);
  },
};
