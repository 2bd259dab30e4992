import { copyBytes } from "../../copy-bytes.js";
import { BITS_AT, BLOCK, COUNTED_AT, COUNTED_SLOTS, FOUND_AT, placeBlock, placeEnds, textKernels, type Kernels } from "../../str/kernels.js";
import type { Texts } from "./text-table.js";

/** Longer texts have no place. */
const SHORT = 8;

/** Counts short texts in the memory of the kernels (assembly/count-texts.ts): one counter at a time, from its making to {@link addCounts}. */
export class TextPlaces {
  readonly #kernels: Kernels = textKernels();
  readonly #counts: Int32Array;
  /** the code of the text that has each place, -1 where none has */
  readonly #codes = new Int32Array(COUNTED_SLOTS).fill(-1);
  #block = 0;
  #start = 0;

  /** With a place for each of the texts that is short; their codes are their numbers. */
  constructor({ bytes, starts, ends }: Texts) {
    const { memory } = this.#kernels;
    memory.fill(0, COUNTED_AT, COUNTED_AT + 32 * COUNTED_SLOTS);
    this.#counts = new Int32Array(memory.buffer, COUNTED_AT, 8 * COUNTED_SLOTS);
    for (let code = 0; code < starts.length; code++) {
      const text = bytes.subarray(starts[code], ends[code]);
      if (text.length <= SHORT) this.#codes[this.#kernels.placeText(placeBlock(this.#kernels, text), text.length, COUNTED_AT)] = code;
    }
  }

  /**
   * Counts the texts of rows `[begin, stop)` that are there and have a place: 8,192 at most, `begin` a multiple
   * of eight. Gives how many have none, to be asked for by {@link other}; -1 where nothing is counted, since all together are too long.
   */
  count(from: Uint8Array, ends: Int32Array, endBytes: Uint8Array, bits: Uint8Array | null, begin: number, stop: number): number {
    const [start, end] = [ends[begin]!, ends[stop]!];
    if (end - start > BLOCK) return -1;
    const kernels = this.#kernels;
    if (bits !== null) copyBytes(bits.subarray(begin >> 3, (stop + 7) >> 3), kernels.target, BITS_AT);
    this.#start = start;
    this.#block = placeBlock(kernels, from.subarray(start, end));
    return kernels.countTexts(this.#block, placeEnds(kernels, endBytes.subarray(4 * begin, 4 * stop + 4)), bits === null ? 0 : BITS_AT, stop - begin, COUNTED_AT, FOUND_AT);
  }

  /** The number, among those that were counted last, of the `k`th row that has no place. */
  other(k: number): number {
    return this.#kernels.slots[k]!;
  }

  /** Gives the text `[start, end)` of those that were counted last a place, if it is short. `counts`: how often each code was there. */
  place(start: number, end: number, code: number, counts: Int32Array): void {
    if (end - start > SHORT) return;
    const slot = this.#kernels.placeText(this.#block + start - this.#start, end - start, COUNTED_AT);
    this.#move(slot, counts);
    this.#codes[slot] = code;
  }

  /** Adds what was counted. */
  addCounts(counts: Int32Array): void {
    for (let slot = 0; slot < COUNTED_SLOTS; slot++) this.#move(slot, counts);
  }

  #move(slot: number, counts: Int32Array): void {
    const code = this.#codes[slot]!;
    if (code < 0) return;
    const own = this.#counts;
    for (let i = 8 * slot + 4; i < 8 * slot + 8; i++) {
      counts[code]! += own[i]!;
      own[i] = 0;
    }
  }
}
