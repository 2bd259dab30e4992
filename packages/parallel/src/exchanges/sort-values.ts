import { frameOf, mergeRuns, sortLevels, takeTable, COLUMNS } from "@framepool/frame/internal";
import { sortColumns, type Ordering } from "../parts/ordering.js";
import { splitEvenly } from "../parts/partition.js";
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
/** With fewer, the messages and the merging take longer than the sorting that they save. */
const FEWEST_WORKERS = 4;

/**
 * Where rows are ordered by numbers, workers order runs of them; the runs are merged here, and the rows taken in that order.
 * Where text counts, or few could help, all is done here: to merge runs of text takes longer than to sort it by its ranks.
 */
export const sortValues: Exchange<SortValuesStep> = {
  memory: "all rows, twice: as they came and in order,",
  async run({ frame }, { by, ascending, naPosition }, stage) {
    const ordering: Ordering = { by, ascending, naPosition };
    const ranges = splitEvenly(frame.numRows, Math.min(MOST_RUNS, Math.max(1, Math.ceil(frame.numRows / RUN_ROWS))));
    const keys = frame.select([...new Set(by)]);
    const levels = ranges.length === 1 || stage.workers < FEWEST_WORKERS ? null : sortLevels(sortColumns(keys, ordering), naPosition);
    if (levels === null) return frame.sortValues(by, { ascending, naPosition });
    const runs = await stage.reduce<readonly Int32Array[]>(rangesSource(keys, ranges), { op: "orderedRuns", ...ordering });
    const { [COLUMNS]: columns, numRows } = takeTable(frame, mergeRuns(runs, levels));
    return frameOf(columns, numRows);
  },
};
