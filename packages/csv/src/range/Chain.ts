import { CsvParseError } from "@framepool/errors";

/** What is known of a source before a range of it: where the next record begins, and what came before. */
export interface Before {
  /** offset of the first record that begins at or behind the range */
  readonly offset: number;
  /** records of all inputs before it */
  readonly rows: number;
  /** line of its file on which it begins, from 1 */
  readonly line: number;
}

const OPEN = 0;
const KNOWN = 1;
const BROKEN = 2;
const FACTS = 3;

/**
 * Where the records of each range end, on shared memory that all workers see. Only who has read a range knows where the
 * next one's first record begins: a quote may be open at its edge. So a worker that has a range waits until the one before
 * is indexed (which began earlier, and takes a millisecond), and says where its own ends before any step runs.
 *
 *     range    0          1          2
 *     slot   0 │ index → 1 │ index → 2 │ …      slot k: what is before range k
 */
export class Chain {
  readonly memory: SharedArrayBuffer;
  readonly #states: Int32Array;
  readonly #facts: Float64Array;

  constructor(memory: SharedArrayBuffer) {
    const slots = memory.byteLength / (8 + FACTS * 8);
    this.memory = memory;
    this.#facts = new Float64Array(memory, 0, slots * FACTS);
    this.#states = new Int32Array(memory, slots * FACTS * 8, slots);
  }

  /** A chain for so many ranges of one input after the other. */
  static of(ranges: number): Chain {
    return new Chain(new SharedArrayBuffer((ranges + 1) * (8 + FACTS * 8)));
  }

  /** What is before a range: waits until it is known. Throws CsvParseError if the range before was lost. */
  before(range: number): Before {
    // The thread is ended by force where a run is over before that: this wait ends with it.
    while (Atomics.load(this.#states, range) === OPEN) Atomics.wait(this.#states, range, OPEN);
    if (Atomics.load(this.#states, range) === BROKEN) throw new CsvParseError(`the part before this one (${String(range - 1)}) could not be read`);
    const [offset, rows, line] = this.#facts.subarray(range * FACTS, (range + 1) * FACTS);
    return { offset: offset!, rows: rows!, line: line! };
  }

  /** Rows before a range, or null as long as they are not known. Does not wait. */
  rowsBefore(range: number): number | null {
    return Atomics.load(this.#states, range) === KNOWN ? this.#facts[range * FACTS + 1]! : null;
  }

  /** Says what is before a range. */
  know(range: number, { offset, rows, line }: Before): void {
    this.#facts.set([offset, rows, line], range * FACTS);
    this.#set(range, KNOWN);
  }

  /** What is before a range will never be known. */
  break(range: number): void {
    if (Atomics.load(this.#states, range) === OPEN) this.#set(range, BROKEN);
  }

  #set(range: number, state: number): void {
    Atomics.store(this.#states, range, state);
    Atomics.notify(this.#states, range);
  }
}
