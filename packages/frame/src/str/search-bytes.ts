import { Buffer } from "node:buffer";

/** Bytes that are looked for, after Horspool: how far the search may go on behind each byte that it has met. */
export interface Sought {
  readonly bytes: Uint8Array;
  readonly skips: Int32Array;
}

export function sought(text: string): Sought {
  const bytes = Buffer.from(text, "utf8");
  const { length } = bytes;
  const skips = new Int32Array(256).fill(length);
  for (let i = 0; i < length - 1; i++) skips[bytes[i]!] = length - 1 - i;
  return { bytes, skips };
}

/**
 * Where what is sought, which is not empty, is found first in bytes `[start, end)`; -1 where it is not. UTF-8 never
 * begins a character inside another: equal bytes are equal text.
 */
export function findBytes(from: Uint8Array, start: number, end: number, { bytes, skips }: Sought): number {
  const last = bytes.length - 1;
  const tail = bytes[last]!;
  for (let at = start + last; at < end; ) {
    const byte = from[at]!;
    if (byte === tail && sameAt(from, at - last, bytes)) return at - last;
    at += skips[byte]!;
  }
  return -1;
}

/** Whether all of `bytes` are there from `at` on. */
export function sameAt(from: Uint8Array, at: number, bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (from[at + i] !== bytes[i]) return false;
  return true;
}
