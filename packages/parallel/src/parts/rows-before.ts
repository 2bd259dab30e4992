import { StateError } from "@framepool/errors";

const OPEN = 0;
const KNOWN = 1;
const BROKEN = 2;
const BYTES = 16;

/**
 * How many rows came to each `head` of a plan before one partition, on memory that all workers see. Only who has run the
 * steps before a `head` knows how many rows are left for the next partition, so a worker waits there for the one before:
 * the result is the serial one, and a function behind the `head` sees no row too many.
 *
 *     partition      0          1          2
 *     memory       0 │ rows → 1 │ rows → 2 │ …      memory k: what came before partition k
 */
export class RowsBefore {
  readonly memory: SharedArrayBuffer;
  readonly #rows: Float64Array;
  readonly #states: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    const heads = memory.byteLength / BYTES;
    this.memory = memory;
    this.#rows = new Float64Array(memory, 0, heads);
    this.#states = new Int32Array(memory, heads * 8, heads);
  }

  /** For a partition of which nothing is known yet. */
  static open(heads: number): RowsBefore {
    return new RowsBefore(new SharedArrayBuffer(heads * BYTES));
  }

  /** For the first partition: nothing came before. */
  static first(heads: number): RowsBefore {
    const before = RowsBefore.open(heads);
    for (let head = 0; head < heads; head++) before.know(head, 0);
    return before;
  }

  /** The rows that came to a `head`: waits until they are known. Throws StateError if the partition before was lost. */
  wait(head: number): number {
    // In line nothing waits: the partition before is through.
    while (Atomics.load(this.#states, head) === OPEN) Atomics.wait(this.#states, head, OPEN);
    if (Atomics.load(this.#states, head) === BROKEN) throw new StateError("the partition before this one failed, so it is not known how many rows head(n) still wants");
    return this.#rows[head]!;
  }

  /** Resolves when `wait` will not have to: for a thread that has other things to do meanwhile. */
  async known(head: number): Promise<void> {
    while (Atomics.load(this.#states, head) === OPEN) await Atomics.waitAsync(this.#states, head, OPEN).value;
  }

  /** The same without waiting; null: not known. */
  peek(head: number): number | null {
    return Atomics.load(this.#states, head) === KNOWN ? this.#rows[head]! : null;
  }

  know(head: number, rows: number): void {
    this.#rows[head] = rows;
    this.#set(head, KNOWN);
  }

  /** No more rows come than came `before`, as far as that is known. */
  same(before: RowsBefore): void {
    for (let head = 0; head < this.#states.length; head++) {
      const rows = before.peek(head);
      if (rows !== null && this.peek(head) === null) this.know(head, rows);
    }
  }

  /** What is not known yet will never be. */
  break(): void {
    for (let head = 0; head < this.#states.length; head++) if (Atomics.load(this.#states, head) === OPEN) this.#set(head, BROKEN);
  }

  #set(head: number, state: number): void {
    Atomics.store(this.#states, head, state);
    Atomics.notify(this.#states, head);
  }
}
