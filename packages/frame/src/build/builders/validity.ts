import { bitmapBytes, setBit } from "../../bitmap.js";
import { grown, sharedArray } from "../growing.js";

/** Which rows are missing. Nothing is allocated, and a present row costs nothing, until the first missing one comes. */
export class Validity {
  /** bit i set: row i is missing (the reverse of Arrow's, so that present rows need no write) */
  #missing: Uint8Array | null = null;

  markNull(row: number): void {
    const byte = row >> 3;
    if (this.#missing === null) this.#missing = sharedArray(Uint8Array, Math.max(64, byte + 1));
    else if (byte >= this.#missing.length) this.#missing = grown(Uint8Array, this.#missing, byte + 1);
    setBit(this.#missing, row);
  }

  /** Arrow's validity bitmap, or null if every row has a value. */
  finish(length: number): Uint8Array | null {
    if (this.#missing === null) return null;
    const bytes = bitmapBytes(length);
    const bits = this.#missing.length >= bytes ? this.#missing : grown(Uint8Array, this.#missing, bytes);
    for (let i = 0; i < bytes; i++) bits[i] = ~bits[i]!;
    if ((length & 7) !== 0) bits[bytes - 1]! &= (1 << (length & 7)) - 1;
    return bits.subarray(0, bytes);
  }
}
