import { Column } from "../../column.js";
import { LazyStorage, type LazyParts } from "../../lazy-storage.js";
import type { Reader } from "../../read/make-reader.js";
import type { Storage, StorageParts } from "../../storage.js";
import { Vector } from "../../vector.js";

/**
 * The column without the spelling that its cells have in a file, if any: for verbs that found no cell to change. Another
 * part of the file may have one, and a column is written in one way from its first row to its last, wherever parts are cut.
 */
export function unspelled(column: Column): Column {
  const { name, type, vectors, facts } = column;
  if (!vectors.some(({ storage }) => isSpelled(storage))) return column;
  return new Column(name, type, vectors.map(withoutSpelling), facts);
}

function isSpelled(storage: Storage): storage is LazyStorage {
  return storage instanceof LazyStorage && storage.source.isSpelled;
}

function withoutSpelling(vector: Vector): Vector {
  const { storage, offset, length } = vector;
  return isSpelled(storage) ? new Vector(new LazyStorage(storage.type, storage.length, new Unspelled(storage)), offset, length) : vector;
}

class Unspelled implements LazyParts {
  readonly take = null;
  readonly isSpelled = false;
  readonly #of: LazyStorage;

  constructor(of: LazyStorage) {
    this.#of = of;
  }

  validity(): Uint8Array | null {
    return this.#of.validity;
  }

  values(): Partial<StorageParts> {
    const { offsets, data, typeIds, children, dictionary } = this.#of;
    return { offsets, data, typeIds, children, dictionary };
  }

  reader(): Reader | null {
    return this.#of.made ? null : this.#of.source.reader();
  }
}
