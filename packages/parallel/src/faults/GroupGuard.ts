import { takeTable, type GroupResult, type Table } from "@framepool/frame/internal";
import type { ReductionStep } from "../plan.js";
import type { FaultLog } from "./FaultLog.js";

/** Stands between a step and its function of a group: what the function throws becomes nothing, and the group is taken out if it is to be. */
export class GroupGuard {
  readonly #step: ReductionStep;
  readonly #log: FaultLog;
  #calls = 0;
  /** groups that are to go, by the order of the calls */
  readonly #dropped = new Set<number>();

  constructor(step: ReductionStep, log: FaultLog) {
    this.#step = step;
    this.#log = log;
  }

  /** The function, which is called once for each group, in order; group k is of the rows [starts[k], starts[k + 1]) of the part. */
  wrap(fn: (group: unknown) => unknown, starts: Int32Array): (group: unknown) => unknown {
    return (group) => {
      const call = this.#calls++;
      try {
        return fn(group);
      } catch (error) {
        const verdict = this.#log.groupFailed(error, this.#step, starts[call]!, starts[call + 1]!);
        if (verdict === "fail") throw error;
        if (verdict !== "null") this.#dropped.add(call);
        return null;
      }
    };
  }

  /** What came of the groups, without those that are to go. Where functions gave frames a group of nothing has no rows anyway. */
  settle(kind: GroupResult, table: Table): Table {
    if (this.#dropped.size === 0 || kind === "a Series" || kind === "a DataFrame") return table;
    return takeTable(table, Int32Array.from({ length: table.numRows }, (_, group) => group).filter((group) => !this.#dropped.has(group)));
  }
}
