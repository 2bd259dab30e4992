import { FrameError } from "@framepool/errors";
import { giveBack, takeKernels, type TableKernels } from "./table-kernels.js";

/** Distinct keys, numbered in order of entry, in a hash table that lies in a memory of its own (assembly/tables). */
export abstract class KeyTable {
  #kernels: TableKernels | null = takeKernels();

  constructor() {
    this.kernels.code.begin();
  }

  get count(): number {
    return this.kernels.code.keyCount();
  }

  /** Gives its memory back: nothing more is asked of it. Without it the memory goes when the table is collected. */
  close(): void {
    if (this.#kernels !== null) giveBack(this.#kernels);
    this.#kernels = null;
  }

  protected get kernels(): TableKernels {
    if (this.#kernels === null) throw new Error("a table was used after it was closed");
    return this.#kernels;
  }

  /** Makes room for the keys of `rows` rows, and for their bytes, whose address is given. */
  protected prepare(rows: number, bytes: number): number {
    const block = this.kernels.code.prepare(rows, bytes) >>> 0;
    if (block === 0) throw new FrameError("the distinct values of a column are too many to compare: there is no memory for a table of them, which can have 4 GiB");
    return block;
  }
}
