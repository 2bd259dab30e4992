import { FrameError } from "@framepool/errors";
import { giveBack, takeMemory, type TableMemory } from "./TableMemory.js";

/** Of this thread: keys that were made to fall into one slot do not. No code depends on it. */
const SEED = BigInt(Math.floor(Math.random() * 2 ** 32)) * 2n ** 32n + BigInt(Math.floor(Math.random() * 2 ** 32));

/** Distinct keys, numbered in order of entry, in a hash table that lies in a memory of its own (assembly/tables). */
export abstract class KeyTable {
  #memory: TableMemory | null = reserved();

  constructor() {
    this.memory.code.begin(SEED);
  }

  get count(): number {
    return this.memory.code.keyCount();
  }

  /** Gives its memory back: nothing more is asked of it. Without it the memory goes when the table is collected. */
  close(): void {
    if (this.#memory !== null) giveBack(this.#memory);
    this.#memory = null;
  }

  protected get memory(): TableMemory {
    if (this.#memory === null) throw new Error("a table was used after it was closed");
    return this.#memory;
  }

  /** Makes room for the keys of `rows` rows, and for their bytes, whose address is given. */
  protected prepare(rows: number, bytes: number): number {
    const block = bytes < 2 ** 32 ? this.memory.code.prepare(rows, bytes) >>> 0 : 0;
    if (block === 0) throw noMemory();
    return block;
  }
}

/** Whether that is the error of a table for which there are no addresses; none is made then. */
export function isOutOfAddresses(error: unknown): boolean {
  return error instanceof FrameError && error.cause instanceof RangeError;
}

/** What is said where a table would be too large. */
export function noMemory(): FrameError {
  return new FrameError("values of a column cannot be compared: they need a table of more than 4 GiB, or there is no memory for it");
}

function reserved(): TableMemory {
  try {
    return takeMemory();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new FrameError("values of a column cannot be compared: the engine reserves 10 GiB of addresses for a table of them, and this process may have no more (ulimit -v says how many)", {}, { cause: error });
  }
}
