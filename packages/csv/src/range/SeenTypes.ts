const TAKEN = 0;
const REFUTED = 1;

/**
 * What the cells of a table's columns can be, as far as they were looked at: bits that are or-ed together, on memory of all
 * threads, so whatever the order. Where rows are read before all cells are known, the columns are taken to be what those
 * of the first range are, and whoever looks at more cells sees whether that still holds.
 */
export class SeenTypes {
  readonly memory: SharedArrayBuffer;
  /** whether the first range was looked at; whether it turned out not to be so */
  readonly #flags: Int32Array;
  readonly #taken: Int32Array;
  readonly #all: Int32Array;

  /** Of so many columns; on memory that another thread has made, if it is given. */
  constructor(columns: number, memory = new SharedArrayBuffer(4 * (2 + 2 * columns))) {
    this.memory = memory;
    this.#flags = new Int32Array(memory, 0, 2);
    this.#taken = new Int32Array(memory, 8, columns);
    this.#all = new Int32Array(memory, 4 * (2 + columns), columns);
  }

  /** The bits of the first range, a column each; null: nobody has looked at it. Known to whoever was told where it ends. */
  get taken(): readonly number[] | null {
    return Atomics.load(this.#flags, TAKEN) === 0 ? null : [...this.#taken];
  }

  /** The bits of all cells that were looked at. */
  get all(): readonly number[] {
    return [...this.#all];
  }

  /** Says what the first range holds. */
  take(bits: readonly number[]): void {
    this.#taken.set(bits);
    this.see(bits);
    Atomics.store(this.#flags, TAKEN, 1);
  }

  /** Whether somebody has seen that the columns are not what the first range is: for good, since with still more cells they might look so again. */
  get isRefuted(): boolean {
    return Atomics.load(this.#flags, REFUTED) !== 0;
  }

  refute(): void {
    Atomics.store(this.#flags, REFUTED, 1);
  }

  /** Says what a range holds. */
  see(bits: readonly number[]): void {
    for (const [k, own] of bits.entries()) if (own !== 0) Atomics.or(this.#all, k, own);
  }
}
