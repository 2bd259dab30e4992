import { Buffer } from "node:buffer";
import { STRING } from "../../data-types.js";
import { LazyStorage, type LazyParts } from "../../lazy-storage.js";
import type { Reader } from "../../read/make-reader.js";
import { makeTextReader } from "../../read/text-reader.js";
import { Storage, type StorageParts } from "../../storage.js";
import { copyTexts } from "./copy-texts.js";
import type { Places } from "./places.js";

/** Cells that are read where they lie. Who reads more is taken to read on: put together, they are read several times as fast. */
const READ_IN_PLACE = 64;

/**
 * Texts that lie where they were picked from, as eight bytes a row say, until somebody needs their bytes one behind the
 * other: then they are copied, once, and what they were picked from can be freed.
 */
export class PickedTexts implements LazyParts {
  readonly take = null;
  readonly isSpelled = false;
  #places: Places | null;
  readonly #validity: Uint8Array | null;
  readonly #offsets: Int32Array;
  #data: Uint8Array | null = null;

  constructor(places: Places, validity: Uint8Array | null) {
    this.#places = places;
    this.#validity = validity;
    this.#offsets = places.offsets;
  }

  /** Where they lie; null once they are copied. */
  get places(): Places | null {
    return this.#places;
  }

  validity(): Uint8Array | null {
    return this.#validity;
  }

  values(): Partial<StorageParts> {
    return { offsets: this.#offsets, data: this.#copied() };
  }

  reader(): Reader {
    let left = READ_IN_PLACE;
    let read: Reader | null = null;
    return (row) => {
      if (read !== null) return read(row);
      if (this.#places !== null && left-- > 0) return textAt(this.#places, row);
      read = makeTextReader(new Storage(STRING, this.#offsets.length - 1, this.values()));
      return read(row);
    };
  }

  #copied(): Uint8Array {
    if (this.#places !== null) this.#data = copyTexts(this.#places);
    this.#places = null;
    return this.#data!;
  }
}

/** Texts with 32-bit offsets that stay where they lie. Their offsets are there: to read these copies nothing. */
export function leftInPlace(places: Places, validity: Uint8Array | null): LazyStorage {
  const { starts, offsets } = places;
  return new LazyStorage(STRING, starts.length, new PickedTexts(places, validity), { offsets });
}

/** The picked texts that a storage stands for; null if it is none of them, or they were copied since. */
export function pickedTexts(storage: Storage): PickedTexts | null {
  return storage instanceof LazyStorage && storage.source instanceof PickedTexts && storage.source.places !== null ? storage.source : null;
}

function textAt({ sources, piece, starts, offsets }: Places, row: number): string {
  const { buffer, byteOffset } = sources[piece === null ? 0 : piece[row]!]!;
  return Buffer.from(buffer, byteOffset + starts[row]!, offsets[row + 1]! - offsets[row]!).toString("utf8");
}
