import { FrameError } from "@framepool/errors";

/** Ends are kept in 32 bits. */
const MOST_BYTES = 2 ** 31 - 1;

/**
 * Distinct cells of bytes, numbered in order of entry, by a hash table with open addressing over their bytes: no string
 * is made. The bytes of each are copied once, one behind the other, so that cells of any buffer can be compared.
 */
export class TextTable {
  count = 0;
  /** where each entered cell ends in `bytes`; it begins where the one before ends */
  ends = new Int32Array(256);
  bytes = new Uint8Array(4096);
  #hashes = new Int32Array(256);
  #table = new Int32Array(512); // code + 1; 0 is free
  #used = 0;

  /** The code of bytes `[start, end)` of `from`, which `view` sees too; entered if they are new. */
  enter(from: Uint8Array, view: DataView, start: number, end: number): number {
    const hash = hashOf(from, view, start, end);
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const code = this.#table[slot]! - 1;
      if (code < 0) return this.#add(from, start, end, hash, slot);
      if (this.#hashes[code] === hash && this.#holds(code, from, start, end)) return code;
      slot = (slot + 1) & mask;
    }
  }

  #holds(code: number, from: Uint8Array, start: number, end: number): boolean {
    const at = code === 0 ? 0 : this.ends[code - 1]!;
    const length = end - start;
    if (this.ends[code]! - at !== length) return false;
    const { bytes } = this;
    for (let i = 0; i < length; i++) if (bytes[at + i] !== from[start + i]) return false;
    return true;
  }

  #add(from: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.count++;
    const used = this.#used;
    const length = end - start;
    if (used + length > MOST_BYTES) throw new FrameError("the distinct texts of a column take more than 2 GiB: too many to compare");
    if (used + length > this.bytes.length) this.bytes = copied(this.bytes, new Uint8Array(Math.max(this.bytes.length * 2, used + length)));
    const { bytes } = this;
    for (let i = 0; i < length; i++) bytes[used + i] = from[start + i]!;
    this.#used = used + length;
    if (code === this.ends.length) {
      this.ends = copied(this.ends, new Int32Array(code * 2));
      this.#hashes = copied(this.#hashes, new Int32Array(code * 2));
    }
    this.ends[code] = this.#used;
    this.#hashes[code] = hash;
    this.#table[slot] = code + 1;
    if (this.count * 2 > this.#table.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 4);
    const mask = table.length - 1;
    for (let code = 0; code < this.count; code++) {
      let slot = this.#hashes[code]! & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = code + 1;
    }
    this.#table = table;
  }
}

function copied<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Four bytes at a time, and what is left one by one. */
function hashOf(from: Uint8Array, view: DataView, start: number, end: number): number {
  let hash = end - start;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    hash = Math.imul(hash ^ view.getInt32(i, true), 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  for (; i < end; i++) hash = Math.imul(hash ^ from[i]!, 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return hash ^ (hash >>> 13);
}
