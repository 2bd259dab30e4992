import { Buffer } from "node:buffer";

/**
 * Copies bytes to place `at` of a buffer; the two do not overlap. `fill` by as many bytes as there is room for is one `memcpy` of the C
 * library. `set` goes eight bytes at a time where one of both is shared, and byte by byte unless both lie alike between multiples of eight.
 */
export function copyBytes(from: Uint8Array, to: Buffer, at: number): void {
  to.fill(from, at, at + from.length);
}

/** The bytes of an array, to copy from: a view. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The bytes of an array, to copy to: a view. */
export function bufferOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
