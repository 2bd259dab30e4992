import { FrameError } from "@framepool/errors";
import { viewOf } from "../take/copy-text.js";
import { KeyBlock, KEYS } from "./key-block.js";
import { BLOCK, fill, isFar, placeOf, SLOT, slotsFor, touch, withRoom } from "./slots.js";

/** Ends are kept in 32 bits. */
const MOST_BYTES = 2 ** 31 - 1;
/** Cells up to this long are told apart by what their slot holds. */
const SHORT = 8;

/**
 * Distinct cells of bytes, numbered in order of entry, by a hash table over their bytes: no string is made. The bytes of
 * each are copied once, one behind the other, so that cells of any buffer can be compared.
 *
 * A slot holds enough of its cell to tell short ones apart, and nearly all long ones, so that a look-up reads one place
 * in memory: a tag, which is the length of a short cell, and the hash of a long one with the top bit set, and the first
 * and the last four bytes.
 */
export class TextTable {
  count = 0;
  /** where each entered cell ends in `bytes`; it begins where the one before ends */
  ends = new Int32Array(256);
  bytes = new Uint8Array(4096);
  #slots: Int32Array;
  #view = viewOf(this.bytes);
  #used = 0;
  // Of the block that is entered.
  readonly #tags = new Int32Array(BLOCK);
  readonly #places = new Int32Array(BLOCK + 1);
  readonly #keys = new KeyBlock();

  /** `cells`: how many distinct ones there may be, if that is known. */
  constructor(cells = 0) {
    this.#slots = slotsFor(cells);
  }

  /**
   * The codes of cells, those that are new entered: cell `i` is bytes `ends[i]` up to `ends[i + 1]` of `from`. `codes` has
   * one for each; where it is below 0 the cell is passed over.
   */
  enterAll(from: Uint8Array, ends: Int32Array | BigInt64Array, codes: Int32Array): void {
    const view = viewOf(from);
    for (let begin = 0; begin < codes.length; begin += BLOCK) {
      const stop = Math.min(begin + BLOCK, codes.length);
      const far = isFar(this.#slots);
      if (far) this.#approach(from, view, ends, begin, stop);
      let end = Number(ends[begin]!);
      for (let i = begin; i < stop; i++) {
        const start = end;
        end = Number(ends[i + 1]!);
        if (codes[i]! < 0) continue;
        const head = headOf(from, view, start, end);
        const tail = tailOf(view, start, end);
        const tag = far ? this.#tags[i - begin]! : tagOf(view, start, end);
        const place = far ? this.#places[i - begin]! : placeOf(tag, head, tail);
        codes[i] = this.#codeOf(place, tag, head, tail, from, view, start, end);
      }
    }
  }

  /** The code of one cell, which is entered if it is new. */
  enter(from: Uint8Array, view: DataView, start: number, end: number): number {
    const [head, tail, tag] = [headOf(from, view, start, end), tailOf(view, start, end), tagOf(view, start, end)];
    return this.#codeOf(placeOf(tag, head, tail), tag, head, tail, from, view, start, end);
  }

  #codeOf(place: number, tag: number, head: number, tail: number, from: Uint8Array, view: DataView, start: number, end: number): number {
    const at = this.#slotOf(place, tag, head, tail, view, start, end);
    const code = this.#slots[at]! - 1;
    if (code >= 0) return code;
    fill(this.#slots, at, this.count, tag, head, tail);
    this.#keep(from, view, start, end);
    return this.count - 1;
  }

  /** The same, but cells that were not entered are not, and have -1. */
  findAll(from: Uint8Array, ends: Int32Array | BigInt64Array, codes: Int32Array): void {
    const view = viewOf(from);
    for (let begin = 0; begin < codes.length; begin += KEYS) {
      const count = Math.min(KEYS, codes.length - begin);
      const longest = this.#gather(from, view, ends, codes, begin, count);
      this.#keys.find(this.#slots, codes, begin, count);
      if (longest > SHORT) this.#compareLong(view, ends, codes, begin, count);
    }
  }

  /** Makes keys of the cells from `begin` on, and gives the length of the longest. */
  #gather(from: Uint8Array, view: DataView, ends: Int32Array | BigInt64Array, codes: Int32Array, begin: number, count: number): number {
    const keys = this.#keys;
    let longest = 0;
    let end = Number(ends[begin]!);
    for (let k = 0; k < count; k++) {
      const start = end;
      end = Number(ends[begin + k + 1]!);
      if (end - start > longest) longest = end - start;
      keys.set(k, tagOf(view, start, end), headOf(from, view, start, end), tailOf(view, start, end));
      if (codes[begin + k]! < 0) keys.pass(k);
    }
    return longest;
  }

  /** Looks again for long cells that were found by their hash and are others. */
  #compareLong(view: DataView, ends: Int32Array | BigInt64Array, codes: Int32Array, begin: number, count: number): void {
    const { tags, heads, tails, places } = this.#keys;
    for (let k = 0; k < count; k++) {
      const code = codes[begin + k]!;
      if (code < 0 || tags[k]! >= 0) continue;
      const start = Number(ends[begin + k]!);
      const end = Number(ends[begin + k + 1]!);
      if (!this.#holds(code, view, start, end)) codes[begin + k] = this.#slots[this.#slotOf(places[k]!, tags[k]!, heads[k]!, tails[k]!, view, start, end)]! - 1;
    }
  }

  /** Tags of the cells `[begin, stop)`, and where the search for them begins. */
  #approach(from: Uint8Array, view: DataView, ends: Int32Array | BigInt64Array, begin: number, stop: number): void {
    const [tags, places] = [this.#tags, this.#places];
    let end = Number(ends[begin]!);
    for (let i = begin; i < stop; i++) {
      const start = end;
      end = Number(ends[i + 1]!);
      const tag = tagOf(view, start, end);
      tags[i - begin] = tag;
      places[i - begin] = placeOf(tag, headOf(from, view, start, end), tailOf(view, start, end));
    }
    touch(this.#slots, places);
  }

  /** The slot of a cell, or the free one where it would be entered. */
  #slotOf(place: number, tag: number, head: number, tail: number, view: DataView, start: number, end: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    let at = place & last;
    for (;;) {
      const code = slots[at]! - 1;
      if (code < 0) return at;
      if (slots[at + 1] === tag && slots[at + 2] === head && slots[at + 3] === tail && (tag >= 0 || this.#holds(code, view, start, end))) return at;
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

  /** Gives a cell, whose slot is filled, the next code, and keeps its bytes. */
  #keep(from: Uint8Array, view: DataView, start: number, end: number): void {
    const code = this.count++;
    const used = this.#used;
    const length = end - start;
    if (used + length > MOST_BYTES) throw new FrameError("the distinct texts of a column take more than 2 GiB: too many to compare");
    if (used + length > this.bytes.length) {
      this.bytes = copied(this.bytes, new Uint8Array(Math.max(this.bytes.length * 2, used + length)));
      this.#view = viewOf(this.bytes);
    }
    copyBytes(from, view, start, this.bytes, this.#view, used, length);
    this.#used = used + length;
    if (code === this.ends.length) this.ends = copied(this.ends, new Int32Array(code * 2));
    this.ends[code] = this.#used;
    this.#slots = withRoom(this.#slots, this.count);
  }
}

/** All of `from` at the beginning of `to`. */
export function copied<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Four bytes at a time, and the last four once more. */
function copyBytes(from: Uint8Array, view: DataView, start: number, to: Uint8Array, target: DataView, at: number, length: number): void {
  if (length < 4) {
    for (let k = 0; k < length; k++) to[at + k] = from[start + k]!;
    return;
  }
  for (let k = 0; k < length - 4; k += 4) target.setInt32(at + k, view.getInt32(start + k, true), true);
  target.setInt32(at + length - 4, view.getInt32(start + length - 4, true), true);
}

function tagOf(view: DataView, start: number, end: number): number {
  return end - start <= SHORT ? end - start : hashOf(view, start, end) | 0x8000_0000;
}

/** The first four bytes of a cell, or all of a shorter one. */
function headOf(from: Uint8Array, view: DataView, start: number, end: number): number {
  return end - start >= 4 ? view.getInt32(start, true) : fewBytes(from, start, end);
}

/** The last four bytes of a cell that has so many. */
function tailOf(view: DataView, start: number, end: number): number {
  return end - start >= 4 ? view.getInt32(end - 4, true) : 0;
}

/** Three bytes at most as one number. */
function fewBytes(from: Uint8Array, start: number, end: number): number {
  let word = 0;
  for (let i = start; i < end; i++) word = (word << 8) | from[i]!;
  return word;
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
