import { FrameError } from "@framepool/errors";
import { viewOf } from "../take/copy-text.js";

/** Ends are kept in 32 bits. */
const MOST_BYTES = 2 ** 31 - 1;
/** Cells up to this long are told apart by what their slot holds. */
const SHORT = 8;
/** Numbers of a slot: code + 1 (0: it is free), tag, first and last four bytes. */
const SLOT = 4;

/**
 * Distinct cells of bytes, numbered in order of entry, by a hash table with open addressing over their bytes: no string
 * is made. The bytes of each are copied once, one behind the other, so that cells of any buffer can be compared.
 *
 * A slot holds enough of its cell to tell short ones apart, and nearly all long ones, so that a look-up reads one place
 * in memory. Its tag is the length of a short cell, and the hash of a long one with the top bit set.
 */
export class TextTable {
  count = 0;
  /** where each entered cell ends in `bytes`; it begins where the one before ends */
  ends = new Int32Array(256);
  bytes = new Uint8Array(4096);
  #slots: Int32Array = new Int32Array(512 * SLOT);
  #view = viewOf(this.bytes);
  #used = 0;

  /**
   * The codes of cells, those that are new entered: cell `i` is bytes `ends[i]` up to `ends[i + 1]` of `from`. `codes` has
   * one for each; where it is -1 the cell is passed over.
   */
  enterAll(from: Uint8Array, ends: Int32Array | BigInt64Array, codes: Int32Array): void {
    const view = viewOf(from);
    let end = Number(ends[0]!);
    for (let i = 0; i < codes.length; i++) {
      const start = end;
      end = Number(ends[i + 1]!);
      if (codes[i]! >= 0) codes[i] = this.#enter(from, view, start, end);
    }
  }

  #enter(from: Uint8Array, view: DataView, start: number, end: number): number {
    const length = end - start;
    const head = length >= 4 ? view.getInt32(start, true) : fewBytes(from, start, end);
    const tail = length >= 4 ? view.getInt32(end - 4, true) : 0;
    const tag = length <= SHORT ? length : hashOf(view, start, end) | 0x8000_0000;
    const slots = this.#slots;
    const last = slots.length - 1;
    let at = placeOf(tag, head, tail) & last;
    for (;;) {
      const code = slots[at]! - 1;
      if (code < 0) {
        fill(slots, at, this.count + 1, tag, head, tail);
        return this.#add(from, start, end);
      }
      if (slots[at + 1] === tag && slots[at + 2] === head && slots[at + 3] === tail && (length <= SHORT || this.#holds(code, view, start, end))) return code;
      at = (at + SLOT) & last;
    }
  }

  /** Whether a long cell, whose first and last bytes are those of an entered one, is that. */
  #holds(code: number, view: DataView, start: number, end: number): boolean {
    const at = code === 0 ? 0 : this.ends[code - 1]!;
    const length = end - start;
    if (this.ends[code]! - at !== length) return false;
    for (let i = 4; i < length - 4; i += 4) if (this.#view.getInt32(at + i, true) !== view.getInt32(start + i, true)) return false;
    return true;
  }

  /** Keeps the bytes of the cell that was filled in. */
  #add(from: Uint8Array, start: number, end: number): number {
    const code = this.count++;
    const used = this.#used;
    const length = end - start;
    if (used + length > MOST_BYTES) throw new FrameError("the distinct texts of a column take more than 2 GiB: too many to compare");
    if (used + length > this.bytes.length) {
      this.bytes = copied(this.bytes, new Uint8Array(Math.max(this.bytes.length * 2, used + length)));
      this.#view = viewOf(this.bytes);
    }
    const { bytes } = this;
    for (let k = 0; k < length; k++) bytes[used + k] = from[start + k]!;
    this.#used = used + length;
    if (code === this.ends.length) this.ends = copied(this.ends, new Int32Array(code * 2));
    this.ends[code] = this.#used;
    // Three quarters of the slots are taken at most.
    if (this.count * SLOT * 4 > this.#slots.length * 3) this.#slots = enlarged(this.#slots);
    return code;
  }
}

function enlarged(slots: Int32Array): Int32Array {
  const larger = new Int32Array(slots.length * 2);
  const last = larger.length - 1;
  for (let from = 0; from < slots.length; from += SLOT) {
    if (slots[from] === 0) continue;
    const [tag, head, tail] = [slots[from + 1]!, slots[from + 2]!, slots[from + 3]!];
    let at = placeOf(tag, head, tail) & last;
    while (larger[at] !== 0) at = (at + SLOT) & last;
    fill(larger, at, slots[from]!, tag, head, tail);
  }
  return larger;
}

function fill(slots: Int32Array, at: number, code: number, tag: number, head: number, tail: number): void {
  slots[at] = code;
  slots[at + 1] = tag;
  slots[at + 2] = head;
  slots[at + 3] = tail;
}

function copied<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Three bytes at most as one number. */
function fewBytes(from: Uint8Array, start: number, end: number): number {
  let word = 0;
  for (let i = start; i < end; i++) word = (word << 8) | from[i]!;
  return word;
}

/** Where the search for a cell begins: a multiple of {@link SLOT}. */
function placeOf(tag: number, head: number, tail: number): number {
  let hash = Math.imul(head, 0x9e37_79b1) ^ Math.imul(tail, 0x85eb_ca77) ^ Math.imul(tag, 0xc2b2_ae3d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 13)) << 2;
}

/** Hash of a cell of four bytes at least: four at a time, and the last four once more. */
function hashOf(view: DataView, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end - 4; i += 4) {
    hash = Math.imul(hash ^ view.getInt32(i, true), 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ view.getInt32(end - 4, true), 0x9e37_79b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return hash ^ (hash >>> 13);
}
