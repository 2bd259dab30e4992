/**
 * What the cells of a table's columns can be, as far as they were looked at: bits that are or-ed together, on memory of all
 * threads, so whatever the order. Where rows are read before all cells are known, the columns are taken to be what those
 * of the first range are, and whoever looks at more cells sees whether that still holds.
 */
export class SeenTypes {
  readonly memory: SharedArrayBuffer;
  readonly #isTaken: Int32Array;
  readonly #taken: Int32Array;
  readonly #all: Int32Array;

  /** Of so many columns; on memory that another thread has made, if it is given. */
  constructor(columns: number, memory = new SharedArrayBuffer(4 * (1 + 2 * columns))) {
    this.memory = memory;
    this.#isTaken = new Int32Array(memory, 0, 1);
    this.#taken = new Int32Array(memory, 4, columns);
    this.#all = new Int32Array(memory, 4 * (1 + columns), columns);
  }

  /** The bits of the first range, a column each; null: nobody has looked at it. Known to whoever was told where it ends. */
  get taken(): readonly number[] | null {
    return Atomics.load(this.#isTaken, 0) === 0 ? null : [...this.#taken];
  }

  /** The bits of all cells that were looked at. */
  get all(): readonly number[] {
    return [...this.#all];
  }

  /** Says what the first range holds. */
  take(bits: readonly number[]): void {
    this.#taken.set(bits);
    this.see(bits);
    Atomics.store(this.#isTaken, 0, 1);
  }

  /** Says what a range holds. */
  see(bits: readonly number[]): void {
    for (const [k, own] of bits.entries()) if (own !== 0) Atomics.or(this.#all, k, own);
  }
}
