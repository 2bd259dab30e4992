import { FrameError } from "@framepool/errors";
import { Series } from "@framepool/frame/internal";
import { rowsAt } from "../parts.js";
import { traceOf } from "../trace.js";
import type { StepValue } from "./step-value.js";

/** The rows of a part are left as they are while a column is made of them (`"branch"`), and there again when it is (`"made"`). */
export interface BranchStep {
  readonly op: "branch" | "made";
  /** what messages say was called */
  readonly call: "assign";
}

/** The columns of one `assign`: those that are made, and the rows of which the next one is; null while none is. */
interface Level {
  rows: StepValue | null;
  columns: Series[];
}

/** Columns that steps of their own make of the rows of a part, to be set beside the others: one branch after the other, and branches of a branch. */
export class Branches {
  readonly #levels: Level[] = [];

  /** The rows, of which a column is made now. */
  begin(rows: StepValue): StepValue {
    const last = this.#levels.at(-1);
    if (last?.rows === null) last.rows = rows;
    else this.#levels.push({ rows, columns: [] });
    return rows;
  }

  /** The rows again, when the column is there. Throws FrameError for what is none. */
  made({ value }: StepValue): StepValue {
    if (!(value instanceof Series)) throw new FrameError("assign: the steps of a column gave a frame; let a function of rows give cells, or name a column with col(name)");
    const level = this.#levels.at(-1)!;
    const rows = level.rows!;
    level.columns.push(value);
    level.rows = null;
    return rows;
  }

  /** Only these rows are left of those that a branch is made of: the others were left out for what its function threw. */
  keep(rows: Int32Array): void {
    for (const level of this.#levels) {
      if (level.rows !== null) level.rows = { value: rowsAt(level.rows.value, rows), trace: traceOf(level.rows.trace, rows) };
      level.columns = level.columns.map((column) => rowsAt(column, rows) as Series);
    }
  }

  /** The columns that an `assign` sets, in the order of their branches. */
  take(): readonly Series[] {
    return this.#levels.at(-1)?.rows === null ? this.#levels.pop()!.columns : [];
  }
}
