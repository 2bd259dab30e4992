import type { DataType } from "./data-types.js";
import type { Reader } from "./read/make-reader.js";
import { Storage, type StorageParts } from "./storage.js";

/** What makes the parts of a {@link LazyStorage}; each is asked for once at most, but for `take`. */
export interface LazyParts {
  /** which rows hold a value */
  validity(): Uint8Array | null;
  /** the values; the validity is not among them */
  values(): Partial<StorageParts>;
  /** reads single cells without making the values; null: the values are read */
  reader(): Reader | null;
  /** the rows of that number (none is -1), lazily again; null: they are picked as those of any other */
  readonly take: ((rows: Int32Array) => Storage) | null;
  /** whether cells also have a spelling, that of the file they are read from, which a writer keeps */
  readonly isSpelled: boolean;
}

const VALUES = ["offsets", "data", "typeIds", "children", "dictionary"] as const;

/**
 * A storage whose parts are made when somebody first asks for them, from elsewhere: a column of a file that is still in
 * its text. It is a Storage like any other to every verb; the few that can do better ask for {@link source}.
 */
export class LazyStorage extends Storage {
  readonly source: LazyParts;
  /** whether the values were made: then they are the quickest to read */
  made = false;

  /** `ready` are values that are made already: to read them does not make the others. */
  constructor(type: DataType, length: number, source: LazyParts, ready: Partial<StorageParts> = {}) {
    super(type, length, ready);
    this.source = source;
    // On the object itself, so that a plain storage's fields stay plain fields, which every cell that is read goes through.
    this.#define("validity", () => this.#keep("validity", source.validity()));
    for (const part of VALUES) if (!(part in ready)) this.#define(part, () => this.#values()[part]);
  }

  #values(): StorageParts {
    const parts = new Storage(this.type, this.length, this.source.values());
    for (const part of VALUES) this.#keep(part, parts[part]);
    this.made = true;
    return parts;
  }

  #define(part: keyof StorageParts, get: () => unknown): void {
    Object.defineProperty(this, part, { get, configurable: true, enumerable: true });
  }

  #keep<T>(part: keyof StorageParts, value: T): T {
    Object.defineProperty(this, part, { value, configurable: true, enumerable: true });
    return value;
  }
}
