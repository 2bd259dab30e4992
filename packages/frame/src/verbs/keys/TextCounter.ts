import type { Vector } from "../../vector.js";
import { viewOf } from "../take/copy-text.js";
import { validityOf } from "../validity.js";
import { markMissing, type Counted } from "./codes.js";
import { COUNTED_ROWS, TextPlaces } from "./TextPlaces.js";
import { endsOf } from "./text-codes.js";
import { copied, TextTable } from "./text-table.js";

/** From so many rows on it pays to count texts in a kernel, if there are few of them. */
const MANY = 2 ** 14;
/** So few texts among the first rows are taken to be most of those that come. */
const FEW = 128;
/** One row of so many may have a text that has no place in the kernel. */
const RARE = 32;

/** Finds the distinct cells of text or binary, and how often each is there, vector by vector. No code is kept of any row. */
export class TextCounter {
  readonly #texts = new TextTable();
  #counts = new Int32Array(2 * COUNTED_ROWS);
  #first = new Int32Array(2 * COUNTED_ROWS);
  readonly #codes = new Int32Array(COUNTED_ROWS);
  /** null before texts are known to be few, and once they are known not to be */
  #places: TextPlaces | null = null;
  readonly #all: number;
  #rows = 0;
  #others = 0;

  /** `rows`: how many there will be. */
  constructor(rows: number) {
    this.#all = rows;
  }

  /** Adds the rows of a vector, behind those that were added before. */
  add(vector: Vector): void {
    for (let begin = 0; begin < vector.length; begin += COUNTED_ROWS) {
      const part = vector.slice(begin, Math.min(begin + COUNTED_ROWS, vector.length));
      this.#makeRoom();
      if (!this.#countPlaced(part)) this.#countAll(part);
      if (this.#rows === 0 && this.#all >= MANY && this.#texts.count <= FEW) this.#places = new TextPlaces();
      this.#rows += part.length;
    }
  }

  /** What was found; nothing is added behind it. */
  counted(): Counted {
    const { count } = this.#texts;
    this.#leavePlaces();
    return { counts: Float64Array.from(this.#counts.subarray(0, count)), first: this.#first.subarray(0, count) };
  }

  /** Counts rows in the kernel, and those whose text has no place there one by one; false if they are not for it. */
  #countPlaced(part: Vector): boolean {
    const from = part.storage.data as Uint8Array;
    const ends = endsOf(part);
    const others = ends instanceof Int32Array ? this.#places?.count(from, ends, validityOf(part)) : null;
    if (!(others instanceof Int32Array)) return false;
    const view = viewOf(from);
    for (const row of others) {
      const [start, end] = [Number(ends[row]!), Number(ends[row + 1]!)];
      const known = this.#texts.count;
      const code = this.#texts.enter(from, view, start, end);
      if (code === known) this.#first[code] = this.#rows + row;
      this.#counts[code]!++;
      this.#places!.place(start, end, code, this.#counts);
    }
    this.#others += others.length;
    if (this.#others * RARE > this.#rows + RARE * COUNTED_ROWS) this.#leavePlaces();
    return true;
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
    this.#counts = copied(this.#counts, new Int32Array(2 * this.#counts.length));
    this.#first = copied(this.#first, new Int32Array(2 * this.#first.length));
  }
}
