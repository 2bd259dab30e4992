import { Buffer } from "node:buffer";
import bytes from "../../../assembly/build/tables.wasm";

/** What the folder `assembly/tables` exports, and says what it means. Addresses of 2 GiB and more come as negative numbers. */
interface Exports {
  readonly memory: WebAssembly.Memory<ArrayBuffer>;
  readonly begin: () => void;
  readonly prepare: (rows: number, bytes: number) => number;
  readonly codesOfTexts: (block: number, first: number, rows: number, enters: boolean) => void;
  readonly codesOfWords: (rows: number, enters: boolean) => void;
  readonly keyCount: () => number;
  readonly textsAt: () => number;
  readonly textBytes: () => number;
  readonly CODES_AT: WebAssembly.Global;
  readonly ENDS_AT: WebAssembly.Global;
  readonly ROWS: WebAssembly.Global;
}

/** The memory of one hash table, and the code that works in it. */
export class TableKernels {
  readonly code: Exports;
  /** rows that are looked at in one call */
  readonly rows: number;
  #memory = Buffer.alloc(0);
  #codes = new Int32Array(0);

  constructor(module: WebAssembly.Module) {
    this.code = new WebAssembly.Instance(module).exports as Exports;
    this.rows = this.code.ROWS.value;
  }

  /** All of it, to copy to. */
  get memory(): Buffer {
    this.#look();
    return this.#memory;
  }

  /** The codes of the rows of a block. */
  get codes(): Int32Array {
    this.#look();
    return this.#codes;
  }

  /** Memory that has grown is another buffer. */
  #look(): void {
    const { buffer } = this.code.memory;
    if (this.#memory.buffer === buffer) return;
    this.#memory = Buffer.from(buffer);
    this.#codes = new Int32Array(buffer, this.code.CODES_AT.value, this.rows);
  }
}

/** So many tables are kept for who needs one next, of so many bytes at most: memory that was used before costs nothing to touch. */
const MOST_IDLE = 2;
const MOST_KEPT = 2 ** 26;

const idle: TableKernels[] = [];
let compiled: WebAssembly.Module | null = null;

/** A memory that nobody uses. */
export function takeKernels(): TableKernels {
  return idle.pop() ?? new TableKernels((compiled ??= new WebAssembly.Module(bytes)));
}

/** Lets others have a memory. One that nobody gives back is collected with its table. */
export function giveBack(kernels: TableKernels): void {
  if (idle.length < MOST_IDLE && kernels.memory.length <= MOST_KEPT) idle.push(kernels);
}
