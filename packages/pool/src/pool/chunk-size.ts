import { defaultChunkSize } from "../chunks.js";

/** A chunk takes about this long, so that no worker is left alone with much at the end … */
const TARGET_MS = 10;
/** … and weighs no more than this, so that little is copied and held at a time. */
const TARGET_BYTES = 4 * 1024 * 1024;

/**
 * How many items go together where the user does not say: as many as multiprocessing's rule gives for the first chunks,
 * and after what they took and weighed, fewer.
 */
export class ChunkSizer {
  readonly #most: number;
  #items = 0;
  #ms = 0;
  #bytesPerItem: number;

  /** `bytesPerItem` is what the first item weighs. */
  constructor(items: number, workers: number, bytesPerItem: number) {
    this.#most = defaultChunkSize(items, workers);
    this.#bytesPerItem = bytesPerItem;
  }

  /** Some chunk has come back. */
  get measured(): boolean {
    return this.#items > 0;
  }

  /** Items of the next chunk. */
  get size(): number {
    const byTime = this.#ms > 0 ? (TARGET_MS * this.#items) / this.#ms : Infinity;
    const byWeight = this.#bytesPerItem > 0 ? TARGET_BYTES / this.#bytesPerItem : Infinity;
    return Math.max(1, Math.floor(Math.min(this.#most, byTime, byWeight)));
  }

  /** A chunk of so many items took so many ms in its worker, and so many bytes on its way. The last ones count most. */
  add(items: number, ms: number, bytes: number): void {
    this.#items = this.#items / 2 + items;
    this.#ms = this.#ms / 2 + ms;
    this.#bytesPerItem = Math.max(bytes / items, this.#bytesPerItem / 2);
  }
}
