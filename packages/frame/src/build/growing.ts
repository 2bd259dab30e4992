import type { ArrayType } from "../layout.js";
import type { DataArray } from "../storage.js";
import { weigh } from "../weigh.js";

// A page that nobody has touched costs nothing, so buffers double freely and are never cut to size.

/** Of so many bytes V8 is told of one. Each of them: it would collect everything after every few results. */
const TOLD_OF = 8;

/** A typed array of at least one element on a SharedArrayBuffer of its own, of whole 8-byte words. */
export function sharedArray<T extends DataArray>(array: ArrayType<T>, length: number): T {
  const room = Math.max(1, length);
  const buffer = new SharedArrayBuffer(Math.ceil((room * array.BYTES_PER_ELEMENT) / 8) * 8);
  weigh(buffer, buffer.byteLength / TOLD_OF);
  return new array(buffer, 0, room);
}

/** The same elements with room for at least `needed`, twice as many as before at least. */
export function grown<T extends DataArray>(array: ArrayType<T>, from: T, needed: number): T {
  const larger = sharedArray(array, Math.max(needed, from.length * 2));
  new Uint8Array(larger.buffer).set(new Uint8Array(from.buffer, from.byteOffset, from.byteLength));
  return larger;
}
