import { KeyBlock, KEYS } from "./key-block.js";
import { BLOCK, fill, isFar, placeOf, SLOT, slotsFor, touch, withRoom } from "./slots.js";

/** Distinct 64-bit values, numbered in order of entry, by a hash table. A value is two words: `words[2 * i]` and the next. */
export class WordTable {
  count = 0;
  #slots: Int32Array;
  readonly #places = new Int32Array(BLOCK + 1);
  readonly #keys = new KeyBlock();

  /** `values`: how many distinct ones there may be, if that is known. */
  constructor(values = 0) {
    this.#slots = slotsFor(values);
  }

  /** The codes of values, those that are new entered; where a code is below 0 the value is passed over. */
  enterAll(words: Int32Array, codes: Int32Array): void {
    const places = this.#places;
    for (let begin = 0; begin < codes.length; begin += BLOCK) {
      const stop = Math.min(begin + BLOCK, codes.length);
      if (isFar(this.#slots)) {
        for (let i = begin; i < stop; i++) places[i - begin] = placeOf(0, words[2 * i]!, words[2 * i + 1]!);
        touch(this.#slots, places);
      }
      for (let i = begin; i < stop; i++) {
        if (codes[i]! < 0) continue;
        const low = words[2 * i]!;
        const high = words[2 * i + 1]!;
        const at = this.#slotOf(low, high);
        const code = this.#slots[at]! - 1;
        codes[i] = code < 0 ? this.#add(at, low, high) : code;
      }
    }
  }

  /** The same, but values that were not entered are not, and have -1. */
  findAll(words: Int32Array, codes: Int32Array): void {
    const keys = this.#keys;
    for (let begin = 0; begin < codes.length; begin += KEYS) {
      const count = Math.min(KEYS, codes.length - begin);
      for (let k = 0; k < count; k++) {
        keys.set(k, 0, words[2 * (begin + k)]!, words[2 * (begin + k) + 1]!);
        if (codes[begin + k]! < 0) keys.pass(k);
      }
      keys.find(this.#slots, codes, begin, count);
    }
  }

  /** The slot of a value, or the free one where it would be entered. */
  #slotOf(low: number, high: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    let at = placeOf(0, low, high) & last;
    while (slots[at] !== 0 && (slots[at + 2] !== low || slots[at + 3] !== high)) at = (at + SLOT) & last;
    return at;
  }

  #add(at: number, low: number, high: number): number {
    const code = this.count++;
    fill(this.#slots, at, code, 0, low, high);
    this.#slots = withRoom(this.#slots, this.count);
    return code;
  }
}
