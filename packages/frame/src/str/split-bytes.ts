import { Buffer } from "node:buffer";
import { grown, sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { listOf, STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { placedTexts } from "../verbs/take/texts.js";
import { validityOf } from "../verbs/validity.js";
import { seeFound } from "./see-found.js";

/** The parts of each cell of text with 32-bit offsets between a separator, which is not empty, as lists: nothing is decoded. */
export function splitBytes(column: Column, separator: string, limit: number): Column {
  const wanted = Buffer.from(separator, "utf8");
  return new Column(column.name, listOf(STRING), column.vectors.map((vector) => splitVector(vector, wanted, limit)));
}

/** Parts stay where they lie, as picked texts do. */
function splitVector(vector: Vector, wanted: Uint8Array, limit: number): Vector {
  const { storage, offset, length } = vector;
  const parts = new Parts(storage.offsets!.subarray(offset, offset + length + 1) as Int32Array, limit);
  seeFound(vector, wanted, (found, count, shift) => {
    parts.cut(found, count, shift, wanted.length);
  });
  const { starts, offsets, lists } = parts.finish();
  const child = new Vector(placedTexts({ sources: [storage.data as Uint8Array], piece: null, starts, offsets }, null));
  return new Vector(new Storage(listOf(STRING), length, { offsets: lists, children: [child], validity: validityOf(vector) }));
}

/** The parts of cells that end at `ends`, as they are cut from the left, at most `limit` times each. */
class Parts {
  readonly #ends: Int32Array;
  readonly #limit: number;
  readonly #lists: Int32Array;
  #starts: Int32Array;
  #offsets: Int32Array;
  #count = 0;
  #used = 0;
  #row = 0;
  #left: number;
  /** where the open part begins */
  #start: number;

  constructor(ends: Int32Array, limit: number) {
    this.#ends = ends;
    this.#limit = limit;
    this.#lists = sharedArray(Int32Array, ends.length).subarray(0, ends.length);
    this.#starts = sharedArray(Int32Array, 2 * ends.length);
    this.#offsets = sharedArray(Int32Array, 2 * ends.length + 1);
    this.#left = limit;
    this.#start = ends[0]!;
  }

  /** Cuts at places that rise, where `size` bytes of a separator begin; what is across the end of a cell, or of a separator, is none. */
  cut(found: Uint32Array, count: number, shift: number, size: number): void {
    const ends = this.#ends;
    for (let k = 0; k < count; k++) {
      const at = found[k]! + shift;
      while (ends[this.#row + 1]! <= at) this.#closeRow();
      if (at < this.#start || at + size > ends[this.#row + 1]! || this.#left === 0) continue;
      this.#left--;
      this.#add(at);
      this.#start = at + size;
    }
  }

  finish(): { readonly starts: Int32Array; readonly offsets: Int32Array; readonly lists: Int32Array } {
    while (this.#row + 1 < this.#ends.length) this.#closeRow();
    return { starts: this.#starts.subarray(0, this.#count), offsets: this.#offsets.subarray(0, this.#count + 1), lists: this.#lists };
  }

  #closeRow(): void {
    const end = this.#ends[++this.#row]!;
    this.#add(end);
    this.#lists[this.#row] = this.#count;
    this.#start = end;
    this.#left = this.#limit;
  }

  /** Ends the open part. */
  #add(end: number): void {
    if (this.#count === this.#starts.length) {
      this.#starts = grown(Int32Array, this.#starts, this.#count + 1);
      this.#offsets = grown(Int32Array, this.#offsets, this.#starts.length + 1);
    }
    this.#starts[this.#count] = this.#start;
    this.#used += end - this.#start;
    this.#offsets[++this.#count] = this.#used;
  }
}
