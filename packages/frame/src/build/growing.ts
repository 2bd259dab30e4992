import { Buffer } from "node:buffer";
import type { ArrayType } from "../layout.js";
import type { DataArray } from "../storage.js";

// A page that nobody has touched costs nothing, so buffers double freely and are never cut to size.

/** Smaller buffers come with as much garbage as makes V8 collect them. */
const HEAVY = 2 ** 18;
/** Of so many bytes V8 is told of one. Each of them: it would collect everything after every few results. */
const TOLD_OF = 8;

/** V8 does not see that shared memory weighs anything, and would let a loop's results pile up: as long as they live, so does memory that it sees, of which no page is touched. */
const weights = new WeakMap<SharedArrayBuffer, Buffer>();

/** A typed array of at least one element on a SharedArrayBuffer of its own, of whole 8-byte words. */
export function sharedArray<T extends DataArray>(array: ArrayType<T>, length: number): T {
  const room = Math.max(1, length);
  const buffer = new SharedArrayBuffer(Math.ceil((room * array.BYTES_PER_ELEMENT) / 8) * 8);
  if (buffer.byteLength >= HEAVY) weights.set(buffer, Buffer.allocUnsafeSlow(buffer.byteLength / TOLD_OF));
  return new array(buffer, 0, room);
}

/** The same elements with room for at least `needed`, twice as many as before at least. */
export function grown<T extends DataArray>(array: ArrayType<T>, from: T, needed: number): T {
  const larger = sharedArray(array, Math.max(needed, from.length * 2));
  new Uint8Array(larger.buffer).set(new Uint8Array(from.buffer, from.byteOffset, from.byteLength));
  return larger;
}
