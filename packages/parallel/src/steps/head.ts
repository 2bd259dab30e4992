import type { PartMessage } from "../messages.js";
import { rowsOf } from "../parts.js";
import { RowsBefore } from "../rows-before.js";
import type { StepValue } from "./step-value.js";

/** The `head`s of a plan, for one partition. */
export class Heads {
  readonly #before: RowsBefore;
  readonly #after: RowsBefore;
  readonly #isFirst: boolean;
  readonly #count: number;
  #next = 0;

  constructor({ before, after }: NonNullable<PartMessage["heads"]>, count: number, isFirst: boolean) {
    this.#before = new RowsBefore(before);
    this.#after = new RowsBefore(after);
    this.#count = count;
    this.#isFirst = isFirst;
  }

  /** Resolves when `take` will not have to wait. */
  known(): Promise<void> {
    return this.#before.known(this.#next);
  }

  /** Work of `head(rows)`: what is left of the rows for this part; null if that is nothing. The first part stays, for its columns. */
  take({ value, trace }: StepValue, rows: number): StepValue | null {
    const head = this.#next++;
    const came = this.#before.wait(head);
    if (came >= rows && !this.#isFirst) {
      this.#pass(head);
      return null;
    }
    const taken = value.slice(0, rows - came);
    this.#after.know(head, came + rowsOf(taken));
    return { value: taken, trace: trace === null || trace === "all" ? trace : trace.subarray(0, rowsOf(taken)) };
  }

  /** The part is none: no row of it comes to the `head`s that are left. */
  skip(): void {
    this.#pass(this.#next);
  }

  #pass(from: number): void {
    for (let head = from; head < this.#count; head++) this.#after.know(head, this.#before.wait(head));
  }
}
