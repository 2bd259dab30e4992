import type { ArrayType } from "../layout.js";
import type { DataArray } from "../storage.js";

// A page that nobody has touched costs nothing, so buffers double freely and are never cut to size.

/** A typed array of at least one element on a SharedArrayBuffer of its own, of whole 8-byte words. */
export function sharedArray<T extends DataArray>(array: ArrayType<T>, length: number): T {
  const room = Math.max(1, length);
  return new array(new SharedArrayBuffer(Math.ceil((room * array.BYTES_PER_ELEMENT) / 8) * 8), 0, room);
}

/** The same elements with room for at least `needed`, twice as many as before at least. */
export function grown<T extends DataArray>(array: ArrayType<T>, from: T, needed: number): T {
  const larger = sharedArray(array, Math.max(needed, from.length * 2));
  new Uint8Array(larger.buffer).set(new Uint8Array(from.buffer, from.byteOffset, from.byteLength));
  return larger;
}
