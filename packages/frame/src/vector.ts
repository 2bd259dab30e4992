import { bitAt, countSet } from "./bitmap.js";
import type { Cell } from "./cell.js";
import type { DataType } from "./data-types.js";
import { makeReader, type Reader } from "./read/make-reader.js";
import type { Storage } from "./storage.js";

/** A window of `length` rows from row `offset` of a Storage: a view, never a copy. */
export class Vector {
  readonly storage: Storage;
  readonly offset: number;
  readonly length: number;
  #nullCount = -1;
  #reader: Reader | undefined;
  /** which rows hold a value; kept here, since what a lazy storage has made takes longer to reach than a field */
  #validity: Uint8Array | "all" | "none" | undefined;

  constructor(storage: Storage, offset = 0, length = storage.length - offset) {
    this.storage = storage;
    this.offset = offset;
    this.length = length;
  }

  get type(): DataType {
    return this.storage.type;
  }

  /** Rows without a value; counted once. */
  get nullCount(): number {
    if (this.#nullCount < 0) {
      const { validity, type } = this.storage;
      this.#nullCount = type.kind === "null" ? this.length : validity === null ? 0 : this.length - countSet(validity, this.offset, this.length);
    }
    return this.#nullCount;
  }

  isNull(i: number): boolean {
    this.#validity ??= this.storage.validity ?? (this.storage.type.kind === "null" ? "none" : "all");
    return typeof this.#validity === "string" ? this.#validity === "none" : !bitAt(this.#validity, this.offset + i);
  }

  /** The cell at row `i` of the window, or null. Reading in order is fast for text: a block is decoded at a time. */
  get(i: number): Cell {
    if (this.isNull(i)) return null;
    this.#reader ??= makeReader(this.storage);
    return this.#reader(this.offset + i);
  }

  /** A function that gives the cell of a row of the window, or null: as {@link get}, for who reads many. */
  reader(): (i: number) => Cell {
    const { storage, offset } = this;
    const { validity, type } = storage;
    if (type.kind === "null") return () => null;
    const read = makeReader(storage);
    if (validity !== null) return (i) => (bitAt(validity, offset + i) ? read(offset + i) : null);
    return offset === 0 ? read : (i) => read(offset + i);
  }

  /** Rows `[begin, end)`: a view on the same Storage. */
  slice(begin: number, end: number): Vector {
    return begin === 0 && end === this.length ? this : new Vector(this.storage, this.offset + begin, end - begin);
  }
}
