import type { Buffer } from "node:buffer";
import { grown, sharedArray } from "../build/growing.js";
import { bufferOf } from "../copy-bytes.js";
import { listOf, STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { placedTexts } from "../verbs/take/texts.js";
import { copyOut, OFFSETS_AT, PACKED_ENDS_AT, STARTS_AT, textKernels } from "./kernels.js";

/** The parts of the cells of a vector of text with 32-bit offsets, from its first row on, as lists: they stay where they lie, as picked texts do. */
export class Parts {
  readonly #kernels = textKernels();
  readonly #vector: Vector;
  readonly #lists: Int32Array;
  readonly #listBytes: Buffer;
  #starts: Int32Array;
  #offsets: Int32Array;
  #count = 0;

  constructor(vector: Vector) {
    const rows = vector.length + 1;
    this.#vector = vector;
    this.#lists = sharedArray(Int32Array, rows).subarray(0, rows);
    this.#listBytes = bufferOf(this.#lists);
    this.#starts = sharedArray(Int32Array, 2 * rows);
    this.#offsets = sharedArray(Int32Array, 2 * rows + 1);
  }

  get count(): number {
    return this.#count;
  }

  /** Bytes of all of them. */
  get used(): number {
    return this.#offsets[this.#count]!;
  }

  /** Bytes `[start, end)` of the vector's data. */
  add(start: number, end: number): void {
    this.#reserve(1);
    this.#starts[this.#count] = start;
    this.#offsets[this.#count + 1] = this.#offsets[this.#count]! + end - start;
    this.#count++;
  }

  endRow(row: number): void {
    this.#lists[row + 1] = this.#count;
  }

  /** As many parts of as many rows as a kernel has written. */
  takeRows(row: number, rows: number, count: number): void {
    const known = this.#count;
    this.#reserve(count);
    copyOut(this.#kernels, STARTS_AT, 4 * count, bufferOf(this.#starts), 4 * known);
    copyOut(this.#kernels, OFFSETS_AT, 4 * count, bufferOf(this.#offsets), 4 * (known + 1));
    copyOut(this.#kernels, PACKED_ENDS_AT, 4 * rows, this.#listBytes, 4 * (row + 1));
    this.#count = known + count;
  }

  finish(): Vector {
    const { storage, length } = this.#vector;
    const child = new Vector(placedTexts({ sources: [storage.data as Uint8Array], piece: null, starts: this.#starts.subarray(0, this.#count), offsets: this.#offsets.subarray(0, this.#count + 1) }, null));
    return new Vector(new Storage(listOf(STRING), length, { offsets: this.#lists, children: [child], validity: validityOf(this.#vector) }));
  }

  /** Room for so many parts more. */
  #reserve(more: number): void {
    const needed = this.#count + more;
    if (needed <= this.#starts.length) return;
    this.#starts = grown(Int32Array, this.#starts, needed);
    this.#offsets = grown(Int32Array, this.#offsets, this.#starts.length + 1);
  }
}
