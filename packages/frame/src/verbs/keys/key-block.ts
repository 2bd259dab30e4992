import { placeOf, SLOT } from "./slots.js";

/** Keys that are looked up together: few enough for the first slots of all to lie in the first cache. */
export const KEYS = 256;

/** The tag of a row without a key: no slot has it. */
const PASSED = 0x7fff_ffff;

/**
 * A block of keys of which each is three numbers, and where the search for each begins. They are looked up step by step,
 * all of them one step before the next, so that a processor waits for many places of a large table at once, and does
 * not guess wrong where each search ends: both take more time than everything else.
 */
export class KeyBlock {
  readonly tags = new Int32Array(KEYS);
  readonly heads = new Int32Array(KEYS);
  readonly tails = new Int32Array(KEYS);
  readonly places = new Int32Array(KEYS);
  readonly #slots = new Int32Array(KEYS);
  readonly #waiting = new Int32Array(KEYS);
  #touched = 0;

  set(k: number, tag: number, head: number, tail: number): void {
    this.tags[k] = tag;
    this.heads[k] = head;
    this.tails[k] = tail;
    this.places[k] = placeOf(tag, head, tail);
  }

  /** Key `k` is none, and is not found. */
  pass(k: number): void {
    this.tags[k] = PASSED;
  }

  /**
   * Writes the codes of the first `count` keys to `codes` from `begin` on, -1 for those that are not in the slots. No branch
   * depends on a key: sums of bits say whether a search goes on.
   */
  find(slots: Int32Array, codes: Int32Array, begin: number, count: number): void {
    this.#touch(slots, count);
    const { tags, heads, tails, places } = this;
    const [found, waiting] = [this.#slots, this.#waiting];
    const last = slots.length - 1;
    let left = 0;
    for (let k = 0; k < count; k++) {
      const at = places[k]! & last;
      const taken = slots[at]!;
      const differs = (slots[at + 1]! ^ tags[k]!) | (slots[at + 2]! ^ heads[k]!) | (slots[at + 3]! ^ tails[k]!);
      codes[begin + k] = taken - 1;
      found[k] = at;
      waiting[left] = k;
      left += ((differs | (0 - differs)) >>> 31) & ((0 - taken) >>> 31);
    }
    while (left > 0) {
      let still = 0;
      for (let w = 0; w < left; w++) {
        const k = waiting[w]!;
        const at = (found[k]! + SLOT) & last;
        const taken = slots[at]!;
        const differs = (slots[at + 1]! ^ tags[k]!) | (slots[at + 2]! ^ heads[k]!) | (slots[at + 3]! ^ tails[k]!);
        codes[begin + k] = taken - 1;
        found[k] = at;
        waiting[still] = k;
        still += ((differs | (0 - differs)) >>> 31) & ((0 - taken) >>> 31);
      }
      left = still;
    }
  }

  /** Reads the first slot of each of `count` keys with nothing between them. What is read is kept only so that no compiler leaves that out. */
  #touch(slots: Int32Array, count: number): void {
    const { places } = this;
    const last = slots.length - 1;
    let touched = 0;
    for (let k = 0; k < count; k++) touched ^= slots[places[k]! & last]!;
    this.#touched ^= touched;
  }
}
