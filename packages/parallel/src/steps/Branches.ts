import { FrameError } from "@framepool/errors";
import { rowNumbers, Series } from "@framepool/frame/internal";
import { rowsAt, rowsOf } from "../parts/parts.js";
import { traceOf } from "../parts/trace.js";
import type { StepValue } from "./step-value.js";

/** The rows of a part are left as they are while a column is made of them (`"branch"`), and there again when it is (`"made"`). */
export interface BranchStep {
  readonly op: "branch" | "made";
  /** what messages say was called */
  readonly call: "assign";
}

/** What a branch has made so far is kept, by number, for others that begin so (`"keep"`), and is there again in these (`"kept"`). */
export interface StemStep {
  readonly op: "keep" | "kept";
  readonly call: "assign";
  readonly stem: number;
}

/** The columns of one `assign`: those that are made, and the rows of which the next one is; null while none is. */
interface Level {
  rows: StepValue | null;
  columns: Series[];
  /** what several of them begin with */
  stems: StepValue[];
}

/** Columns that steps of their own make of the rows of a part, to be set beside the others: one branch after the other, and branches of a branch. */
export class Branches {
  readonly #levels: Level[] = [];
  readonly #out = new Set<number>();

  /** The rows, of which a column is made now. */
  begin(rows: StepValue): StepValue {
    const last = this.#levels.at(-1);
    if (last?.rows === null) last.rows = rows;
    else this.#levels.push({ rows, columns: [], stems: [] });
    return rows;
  }

  /** What the column is made of so far, which others begin with too. */
  keep(made: StepValue, stem: number): StepValue {
    this.#levels.at(-1)!.stems[stem] = made;
    return made;
  }

  /** What was kept. */
  kept(stem: number): StepValue {
    return this.#levels.at(-1)!.stems[stem]!;
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

  /** A column is being made, or waits to be set beside the others: each step gives a cell for each row. */
  get open(): boolean {
    return this.#levels.length > 0;
  }

  /**
   * These rows are to go for what the function of a branch threw: when the columns are set, and not before, since what other
   * branches know of all rows (`shift`, `cumsum`) is of these, too.
   */
  leaveOut(rows: Iterable<number>): void {
    for (const row of rows) this.#out.add(row);
  }

  /** Whether the row is to go: no other function need see it. */
  isOut(row: number): boolean {
    return this.#out.has(row);
  }

  /** What the part is, when the columns are set: without the rows that are to go. */
  settled(after: StepValue): StepValue {
    if (this.open || this.#out.size === 0) return after;
    const kept = rowNumbers(rowsOf(after.value)).filter((row) => !this.#out.has(row));
    this.#out.clear();
    return { value: rowsAt(after.value, kept), trace: traceOf(after.trace, kept) };
  }

  /** The columns that an `assign` sets, in the order of their branches. */
  take(): readonly Series[] {
    return this.#levels.at(-1)?.rows === null ? this.#levels.pop()!.columns : [];
  }
}
