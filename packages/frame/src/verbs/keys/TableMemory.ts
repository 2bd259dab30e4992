import { Buffer } from "node:buffer";
import { weigh } from "../../weigh.js";
import bytes from "../../../assembly/build/tables.wasm";

/** What the folder `assembly/tables` exports, and says what it means. Addresses of 2 GiB and more come as negative numbers. */
interface Exports {
  readonly begin: (seed: bigint) => void;
  readonly prepare: (rows: number, bytes: number) => number;
  readonly codesOfTexts: (block: number, first: number, rows: number, enters: boolean) => void;
  readonly codesOfWords: (rows: number, enters: boolean) => void;
  readonly keyCount: () => number;
  readonly rankTexts: () => number;
  readonly textsAt: () => number;
  readonly textBytes: () => number;
  readonly CODES_AT: WebAssembly.Global;
  readonly ENDS_AT: WebAssembly.Global;
  readonly ROWS: WebAssembly.Global;
}

/** The memory that a hash table lies in, and the code that works in it. */
export class TableMemory {
  readonly code: Exports;
  readonly #memory: WebAssembly.Memory;
  /** rows that are looked at in one call */
  readonly rows: number;
  #bytes: Buffer = Buffer.alloc(0);
  #codes: Int32Array = new Int32Array(0);

  constructor(module: WebAssembly.Module) {
    this.#memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536, shared: true });
    this.code = new WebAssembly.Instance(module, { env: { memory: this.#memory } }).exports as Exports;
    this.rows = this.code.ROWS.value;
  }

  /** All of it, to copy to. */
  get bytes(): Buffer {
    this.#look();
    return this.#bytes;
  }

  /** The codes of the rows of a block. */
  get codes(): Int32Array {
    this.#look();
    return this.#codes;
  }

  /** Memory that has grown is another buffer. */
  #look(): void {
    const { buffer } = this.#memory;
    if (this.#bytes.buffer === buffer) return;
    weigh(buffer);
    this.#bytes = Buffer.from(buffer);
    this.#codes = new Int32Array(buffer, this.code.CODES_AT.value, this.rows);
  }
}

/**
 * Memories that nobody uses are kept for who needs one next: bytes that were used before cost nothing to touch, and of each memory
 * the engine reserves 10 GiB of addresses until it is collected. A join of n columns of text has 2n - 1 of them. So many
 * are kept in a thread, of so many bytes together.
 */
const MOST_IDLE = 16;
const MOST_KEPT = 2 ** 27;

const idle: TableMemory[] = [];
let kept = 0;
let compiled: WebAssembly.Module | null = null;

/** A memory that nobody uses. A RangeError where the process may have no more addresses. */
export function takeMemory(): TableMemory {
  const memory = idle.pop();
  if (memory === undefined) return new TableMemory((compiled ??= new WebAssembly.Module(bytes)));
  kept -= memory.bytes.length;
  return memory;
}

/** Lets others have a memory. One that nobody gives back is collected with its table. */
export function giveBack(memory: TableMemory): void {
  const { length } = memory.bytes;
  if (idle.length === MOST_IDLE || kept + length > MOST_KEPT) return;
  idle.push(memory);
  kept += length;
}
