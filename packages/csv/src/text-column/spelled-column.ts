import { Column, LazyStorage, take, Vector, type LazyParts, type Storage, type StorageParts } from "@framepool/frame/internal";

/** The texts that cells of a storage were read from. */
export interface Spelled {
  /** the texts, which may be those of more rows */
  readonly texts: Storage;
  /** row of the texts for each row of the storage; null: all of them, in order */
  readonly rows: Int32Array | null;
}

/** A column with the texts that its cells were read from, of which the rows are the same: for text of which no block is kept. */
export function spelledColumn({ name, vectors, ...column }: Column, texts: Column): Column {
  const [own, spelling] = [vectors[0]!, texts.vectors[0]!];
  // Text of gigabytes comes in several vectors, that of a part in one.
  if (vectors.length !== 1 || texts.vectors.length !== 1) return new Column(name, column.type, vectors);
  return Column.of(name, new Vector(new LazyStorage(own.type, own.length, new SpelledCells(own.storage, spelling.storage, null))));
}

/** The texts that a storage's cells were read from; null where they are not known, or lie in a block. */
export function spelledTexts(storage: Storage): Spelled | null {
  return storage instanceof LazyStorage && storage.source instanceof SpelledCells ? storage.source : null;
}

class SpelledCells implements LazyParts, Spelled {
  readonly texts: Storage;
  readonly rows: Int32Array | null;
  readonly isSpelled = true;
  readonly #whole: Storage;
  #picked: Storage | null = null;

  constructor(whole: Storage, texts: Storage, rows: Int32Array | null) {
    this.#whole = whole;
    this.texts = texts;
    this.rows = rows;
  }

  validity(): Uint8Array | null {
    return this.#cells().validity;
  }

  values(): Partial<StorageParts> {
    const { offsets, data, typeIds, children, dictionary } = this.#cells();
    return { offsets, data, typeIds, children, dictionary };
  }

  reader(): null {
    return null;
  }

  take(rows: Int32Array): Storage {
    const before = this.rows;
    const own = before === null ? rows : rows.map((row) => before[row]!);
    return new LazyStorage(this.#whole.type, own.length, new SpelledCells(this.#whole, this.texts, own));
  }

  #cells(): Storage {
    this.#picked ??= this.rows === null ? this.#whole : take(Column.of("", new Vector(this.#whole)), this.rows).vectors[0]!.storage;
    return this.#picked;
  }
}
