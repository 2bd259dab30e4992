import { rowNumbers } from "@framepool/frame/internal";
import { rowsAt, rowsOf } from "../parts/parts.js";
import { traced, traceOf } from "../parts/trace.js";
import type { PartStep } from "../plan/plan.js";
import type { Branches, StepValue } from "../steps/index.js";
import { PartLost, type FaultLog } from "./FaultLog.js";
import { kindOf } from "./policy.js";

/**
 * Stands between a step and its function, call by call: what the function throws becomes a missing value, and the row is
 * taken out afterwards if it is to be. Of a run that fails at the first error there is none: a call costs what it costs.
 */
export class Guard {
  readonly #step: PartStep;
  readonly #before: StepValue;
  readonly #log: FaultLog;
  readonly #branches: Branches;
  readonly #rows: number;
  #calls = 0;
  /** rows of the step's input that are to go */
  #dropped: Set<number> | null = null;

  constructor(step: PartStep, before: StepValue, log: FaultLog, branches: Branches) {
    this.#step = step;
    this.#before = before;
    this.#log = log;
    this.#branches = branches;
    this.#rows = rowsOf(before.value);
  }

  /** The function, which is called once for each row, in order; or for all rows of one column after the other. */
  wrap(fn: (input: unknown) => unknown): (input: unknown) => unknown {
    return (input) => {
      const row = this.#calls++ % this.#rows;
      if (this.#branches.isOut(row)) return null;
      try {
        return fn(input);
      } catch (error) {
        return this.#failed(error, row);
      }
    };
  }

  /** What the step gave, without the rows that are to go; where a column is made of them, they go when it is set. */
  settle(after: StepValue): StepValue {
    const dropped = this.#dropped;
    // A step that gives other rows than it got has left them out by itself: their value was missing.
    if (dropped === null || !kindOf(this.#step).keepsRows) return after;
    if (this.#branches.open) {
      this.#branches.leaveOut(dropped);
      return after;
    }
    const kept = rowNumbers(this.#rows).filter((row) => !dropped.has(row));
    return { value: rowsAt(after.value, kept), trace: traceOf(after.trace, kept) };
  }

  #failed(error: unknown, row: number): null {
    // The first failure of a row is what it goes for.
    if (this.#dropped?.has(row) === true) return null;
    const origin = traced(this.#before.trace, row);
    const verdict = this.#log.rowFailed(error, this.#step, origin);
    if (verdict === "fail") throw error;
    if (verdict === "collect" && origin === null) throw new PartLost();
    if (verdict !== "null") (this.#dropped ??= new Set()).add(row);
    return null;
  }
}
