import type { DataArray } from "../storage.js";
import { weigh } from "../weigh.js";
import type { PackedArray } from "./packed.js";

const NOTHING: PackedArray = { buffer: 0, byteOffset: 0, length: 0 };

/** The buffers of one message: shared ones by handle, and one that all copies go into, each at a multiple of 8 bytes. */
export class Buffers {
  readonly #shared: SharedArrayBuffer[] = [];
  readonly #places = new Map<ArrayBufferLike, number>();
  readonly #copies: { readonly at: number; readonly bytes: number; readonly write: (target: Uint8Array) => void }[] = [];
  #size = 0;

  /** A view on shared memory, as it is. */
  share(array: DataArray): PackedArray {
    const { buffer, byteOffset, length } = array;
    if (length === 0) return NOTHING;
    let place = this.#places.get(buffer);
    if (place === undefined) {
      place = this.#shared.push(buffer as SharedArrayBuffer);
      this.#places.set(buffer, place);
    }
    return { buffer: place, byteOffset, length };
  }

  /** A copy of these elements. */
  copy(array: DataArray): PackedArray {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    return this.reserve(array.byteLength, array.length, (target) => target.set(bytes));
  }

  /** Room in the copy for `bytes`, which `write` fills when all are known; it is zeros before. */
  reserve(bytes: number, length: number, write: (target: Uint8Array) => void): PackedArray {
    if (bytes === 0) return NOTHING;
    const at = this.#size;
    this.#size = Math.ceil((at + bytes) / 8) * 8;
    this.#copies.push({ at, bytes, write });
    return { buffer: 0, byteOffset: at, length };
  }

  /** Makes the copy, on shared memory or not. The first buffer is the copy, or null where nothing was copied. */
  finish(shared: boolean): (ArrayBuffer | SharedArrayBuffer | null)[] {
    if (this.#copies.length === 0) return [null, ...this.#shared];
    const copy = shared ? new SharedArrayBuffer(this.#size) : new ArrayBuffer(this.#size);
    // The receiver weighs all of it. Who sends, the main thread most of all, had better not collect for every 64 MiB.
    if (copy instanceof SharedArrayBuffer) weigh(copy, this.#size >> 2);
    for (const { at, bytes, write } of this.#copies) write(new Uint8Array(copy, at, bytes));
    return [copy, ...this.#shared];
  }
}

/** Whether memory can cross by handle. */
export function isShared(array: DataArray | null): boolean {
  return array === null || array.length === 0 || array.buffer instanceof SharedArrayBuffer;
}
