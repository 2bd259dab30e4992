import { rowsOf } from "../parts/parts.js";
import { RowsBefore } from "../parts/rows-before.js";
import type { PartMessage } from "../worker/messages.js";
import type { StepValue } from "./step-value.js";

/** The `head`s of a plan, for one partition. */
export class Heads {
  readonly #before: RowsBefore;
  readonly #after: RowsBefore;
  readonly #isFirst: boolean;
  readonly #count: number;
  readonly #takesTurns: boolean;
  #next = 0;

  constructor({ before, after }: NonNullable<PartMessage["heads"]>, count: number, isFirst: boolean, takesTurns: boolean) {
    this.#before = new RowsBefore(before);
    this.#after = new RowsBefore(after);
    this.#count = count;
    this.#isFirst = isFirst;
    this.#takesTurns = takesTurns;
  }

  /** Work of `head(rows)`: what is left of the rows for this part; null if that is nothing. The first part stays, for its columns. */
  async take({ value, trace }: StepValue, rows: number): Promise<StepValue | null> {
    const head = this.#next++;
    const came = await this.#came(head);
    if (came >= rows && !this.#isFirst) {
      await this.#pass(head);
      return null;
    }
    const taken = value.slice(0, rows - came);
    this.#after.know(head, came + rowsOf(taken));
    return { value: taken, trace: trace === null || trace === "all" ? trace : trace.subarray(0, rowsOf(taken)) };
  }

  /** The part is none: no row of it comes to the `head`s that are left. */
  skip(): Promise<void> {
    return this.#pass(this.#next);
  }

  async #pass(from: number): Promise<void> {
    for (let head = from; head < this.#count; head++) this.#after.know(head, await this.#came(head));
  }

  /** The rows that came to a `head` before this part. A thread that has other parts under way is not blocked: what it waits for may be one of them. */
  async #came(head: number): Promise<number> {
    if (this.#takesTurns) await this.#before.known(head);
    return this.#before.wait(head);
  }
}
