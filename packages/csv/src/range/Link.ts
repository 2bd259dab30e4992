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
/** the three numbers, and the state */
const BYTES = 4 * 8;

/**
 * What one range tells the next, on shared memory. Only who has read a range knows where the next one's first record
 * begins: a quote may be open at its edge. So a worker that has a range waits until the one before is indexed (which began
 * earlier, and takes a millisecond), and says where its own ends before any step runs.
 *
 *     link ─► range 0 ─► link ─► range 1 ─► link ─► …
 */
export class Link {
  readonly memory: SharedArrayBuffer;
  readonly #facts: Float64Array;
  readonly #state: Int32Array;

  constructor(memory = new SharedArrayBuffer(BYTES)) {
    this.memory = memory;
    this.#facts = new Float64Array(memory, 0, 3);
    this.#state = new Int32Array(memory, 24, 1);
  }

  /** What is before the range behind this link: waits until it is known. Throws CsvParseError if that will never be. */
  wait(): Before {
    // A thread is ended by force where a run is over before that: this wait ends with it.
    while (Atomics.load(this.#state, 0) === OPEN) Atomics.wait(this.#state, 0, OPEN);
    if (Atomics.load(this.#state, 0) === BROKEN) throw new CsvParseError("the part before this one could not be read");
    return this.#before;
  }

  /** Resolves when `wait` will not have to: for a thread that has other things to do meanwhile. */
  async known(): Promise<void> {
    while (Atomics.load(this.#state, 0) === OPEN) await Atomics.waitAsync(this.#state, 0, OPEN).value;
  }

  /** What is before, or null as long as it is not known. Does not wait. */
  get told(): Before | null {
    return Atomics.load(this.#state, 0) === KNOWN ? this.#before : null;
  }

  /** The same of the rows alone. */
  get rows(): number | null {
    return this.told?.rows ?? null;
  }

  get #before(): Before {
    const [offset, rows, line] = this.#facts;
    return { offset: offset!, rows: rows!, line: line! };
  }

  /** Says what is before the range behind this link. */
  know({ offset, rows, line }: Before): void {
    this.#facts.set([offset, rows, line]);
    this.#set(KNOWN);
  }

  /** The range before was lost. */
  break(): void {
    if (Atomics.load(this.#state, 0) === OPEN) this.#set(BROKEN);
  }

  #set(state: number): void {
    Atomics.store(this.#state, 0, state);
    Atomics.notify(this.#state, 0);
  }
}
