import { BITS_AT, BLOCK, COUNTED_AT, COUNTED_SLOTS, FOUND_AT, MOST_ROWS, placeBlock, placeEnds, textKernels, type Kernels } from "../../str/kernels.js";

/** Rows that are counted in one call. */
export const COUNTED_ROWS = MOST_ROWS;
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

  constructor() {
    const { memory } = this.#kernels;
    memory.fill(0, COUNTED_AT, COUNTED_AT + 32 * COUNTED_SLOTS);
    this.#counts = new Int32Array(memory.buffer, COUNTED_AT, 8 * COUNTED_SLOTS);
  }

  /**
   * Counts the texts of rows that have a place: {@link COUNTED_ROWS} at most, of which `ends` has one more and `bits` says which
   * are there. The numbers of the others, in memory that is used again; null where nothing is counted, since all together are too long.
   */
  count(from: Uint8Array, ends: Int32Array, bits: Uint8Array | null): Int32Array | null {
    const rows = ends.length - 1;
    const [start, end] = [ends[0]!, ends[rows]!];
    if (end - start > BLOCK) return null;
    const { memory, slots, countTexts } = this.#kernels;
    if (bits !== null) memory.set(bits, BITS_AT);
    this.#start = start;
    this.#block = placeBlock(memory, from.subarray(start, end));
    return slots.subarray(0, countTexts(this.#block, placeEnds(memory, ends), bits === null ? 0 : BITS_AT, rows, COUNTED_AT, FOUND_AT));
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
