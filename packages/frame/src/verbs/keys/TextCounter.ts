import { bytesOf } from "../../copy-bytes.js";
import { BLOCK, COUNTED_ROWS, MOST_ROWS } from "../../str/kernels.js";
import type { Vector } from "../../vector.js";
import { validityOf } from "../cells/validity.js";
import { markMissing, type Counted } from "./codes.js";
import { endsOf } from "./text-codes.js";
import { TextTable } from "./text-table.js";
import { TextPlaces } from "./TextPlaces.js";

/** So few texts among the first rows are taken to be most of those that come. */
const FEW = 128;
/** One row of so many may have a text that has no place in the kernel. */
const RARE = 32;

/** Finds the distinct cells of text or binary where they are few, and how often each is there, vector by vector. No row gets a code. */
export class TextCounter {
  readonly #texts = new TextTable();
  #counts = new Int32Array(2 * COUNTED_ROWS);
  #first = new Int32Array(2 * COUNTED_ROWS);
  readonly #codes = new Int32Array(COUNTED_ROWS);
  /** null before texts are known to be few, and once they are known not to be */
  #places: TextPlaces | null = null;
  #rows = 0;
  #others = 0;

  /** Adds the rows of a vector, behind those that were added before; false if the texts of the first rows are many. */
  add(vector: Vector): boolean {
    if (vector.length === 0) return true;
    const from = vector.storage.data as Uint8Array;
    const ends = endsOf(vector);
    const endBytes = bytesOf(ends);
    const bits = validityOf(vector);
    for (let begin = 0, stop = 0; begin < vector.length; begin = stop) {
      stop = this.#stopOf(ends, begin);
      this.#makeRoom();
      if (!(ends instanceof Int32Array) || !this.#countPlaced(from, ends, endBytes, bits, begin, stop)) this.#countAll(vector.slice(begin, stop));
      if (this.#rows === 0) {
        if (this.#texts.count > FEW) {
          this.#texts.close();
          return false;
        }
        this.#places = new TextPlaces(this.#texts.texts());
      }
      this.#rows += stop - begin;
    }
    return true;
  }

  /** What was found; nothing is added behind it. */
  counted(): Counted {
    const { count } = this.#texts;
    this.#leavePlaces();
    this.#texts.close();
    return { counts: Float64Array.from(this.#counts.subarray(0, count)), first: this.#first.subarray(0, count) };
  }

  /** Counts rows in the kernel, and those whose text has no place there one by one; false if they are not for it. */
  #countPlaced(from: Uint8Array, ends: Int32Array, endBytes: Uint8Array, bits: Uint8Array | null, begin: number, stop: number): boolean {
    const others = this.#places?.count(from, ends, endBytes, bits, begin, stop) ?? -1;
    for (let k = 0; k < others; k++) {
      const row = this.#places!.other(k);
      const [start, end] = [ends[begin + row]!, ends[begin + row + 1]!];
      const known = this.#texts.count;
      const code = this.#texts.enter(from, start, end);
      if (code === known) this.#first[code] = this.#rows + row;
      this.#counts[code]!++;
      this.#places!.place(start, end, code, this.#counts);
    }
    this.#others += Math.max(0, others);
    if (this.#others * RARE > this.#rows + RARE * COUNTED_ROWS) this.#leavePlaces();
    return others >= 0;
  }

  /** Where the rows end that are counted together with row `begin`: a few at first, and where more would be too long. */
  #stopOf(ends: Int32Array | BigInt64Array, begin: number): number {
    const last = ends.length - 1;
    const stop = Math.min(begin + COUNTED_ROWS, last);
    return this.#rows > 0 && Number(ends[stop]!) - Number(ends[begin]!) <= BLOCK ? stop : Math.min(begin + MOST_ROWS, last);
  }

  #leavePlaces(): void {
    this.#places?.addCounts(this.#counts);
    this.#places = null;
  }

  #countAll(part: Vector): void {
    const codes = this.#codes.subarray(0, part.length).fill(0);
    markMissing(part, codes, -1);
    let known = this.#texts.count;
    this.#texts.enterAll(part.storage.data as Uint8Array, endsOf(part), codes);
    const counts = this.#counts;
    for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) counts[codes[row]!]!++;
    // New codes come in order.
    for (let row = 0; known < this.#texts.count; row++) if (codes[row] === known) this.#first[known++] = this.#rows + row;
  }

  #makeRoom(): void {
    if (this.#texts.count + COUNTED_ROWS <= this.#counts.length) return;
    this.#counts = widened(this.#counts);
    this.#first = widened(this.#first);
  }
}

/** The same numbers, with room for as many again. */
function widened(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * numbers.length);
  wider.set(numbers);
  return wider;
}
