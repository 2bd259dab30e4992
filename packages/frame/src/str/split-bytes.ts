import { Buffer } from "node:buffer";
import { grown, sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { bufferOf, copyBytes } from "../copy-bytes.js";
import { listOf, STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { placedTexts } from "../verbs/take/texts.js";
import { sameAt } from "./contains.js";
import { copyOut, FOUND_AT, OFFSETS_AT, PACKED_ENDS_AT, SOUGHT_AT, STARTS_AT, textKernels } from "./kernels.js";
import { seeRows } from "./see-rows.js";

/** No text has so many parts. */
const MOST = 2 ** 31 - 1;

/** The parts of each cell of text with 32-bit offsets between a separator, which is not empty, as lists: nothing is decoded. */
export function splitBytes(column: Column, separator: string, limit: number): Column {
  const wanted = Buffer.from(separator, "utf8");
  return new Column(column.name, listOf(STRING), column.vectors.map((vector) => splitVector(vector, wanted, Math.min(limit, MOST))));
}

/** {@link splitBytes}, counted from the end. */
export function rsplitBytes(column: Column, separator: string, limit: number): Column {
  const wanted = Buffer.from(separator, "utf8");
  return new Column(column.name, listOf(STRING), column.vectors.map((vector) => {
    const parts = partsOf(vector, wanted, Math.min(limit, MOST));
    for (let row = 0; row < vector.length; row++) parts.cutFromEnd(row);
    return listsOf(vector, parts);
  }));
}

function splitVector(vector: Vector, wanted: Buffer, limit: number): Vector {
  const parts = partsOf(vector, wanted, limit);
  seeRows(vector, (row, count, block, ends) => parts.cutRows(row, count, block, ends), (row) => parts.cutLong(row));
  return listsOf(vector, parts);
}

function partsOf({ storage, offset, length }: Vector, wanted: Buffer, limit: number): Parts {
  return new Parts(storage.offsets!.subarray(offset, offset + length + 1) as Int32Array, storage.data as Uint8Array, wanted, limit);
}

/** Parts stay where they lie, as picked texts do. */
function listsOf(vector: Vector, parts: Parts): Vector {
  const { storage, length } = vector;
  const { starts, offsets, lists } = parts.finish();
  const child = new Vector(placedTexts({ sources: [storage.data as Uint8Array], piece: null, starts, offsets }, null));
  return new Vector(new Storage(listOf(STRING), length, { offsets: lists, children: [child], validity: validityOf(vector) }));
}

/** The parts of cells that end at `ends`, as they are cut, at most `limit` times each. */
class Parts {
  readonly #kernels = textKernels();
  readonly #ends: Int32Array;
  readonly #data: Uint8Array;
  readonly #wanted: Buffer;
  readonly #limit: number;
  readonly #lists: Int32Array;
  readonly #listBytes: Buffer;
  #starts: Int32Array;
  #offsets: Int32Array;
  #count = 0;
  /** where a row is cut, from its end on */
  readonly #cuts: number[] = [];

  constructor(ends: Int32Array, data: Uint8Array, wanted: Buffer, limit: number) {
    this.#ends = ends;
    this.#data = data;
    this.#wanted = wanted;
    this.#limit = limit;
    this.#lists = sharedArray(Int32Array, ends.length).subarray(0, ends.length);
    this.#listBytes = bufferOf(this.#lists);
    this.#starts = sharedArray(Int32Array, 2 * ends.length);
    this.#offsets = sharedArray(Int32Array, 2 * ends.length + 1);
    copyBytes(wanted, this.#kernels.target, SOUGHT_AT);
  }

  /** Cuts rows whose bytes and ends lie in the kernels' memory. */
  cutRows(row: number, rows: number, block: number, ends: number): void {
    const kernels = this.#kernels;
    const known = this.#count;
    const count = kernels.splitRows(block, ends, rows, SOUGHT_AT, this.#wanted.length, this.#limit, FOUND_AT, STARTS_AT, OFFSETS_AT, this.#offsets[known]!, PACKED_ENDS_AT, known);
    this.#reserve(count);
    copyOut(kernels, STARTS_AT, 4 * count, bufferOf(this.#starts), 4 * known);
    copyOut(kernels, OFFSETS_AT, 4 * count, bufferOf(this.#offsets), 4 * (known + 1));
    copyOut(kernels, PACKED_ENDS_AT, 4 * rows, this.#listBytes, 4 * (row + 1));
    this.#count = known + count;
  }

  /** Cuts a row that is longer than a block. */
  cutLong(row: number): void {
    const [first, end] = [this.#ends[row]!, this.#ends[row + 1]!];
    const bytes = bufferOf(this.#data.subarray(first, end));
    let start = 0;
    for (let left = this.#limit; left > 0; left--) {
      const at = bytes.indexOf(this.#wanted, start);
      if (at < 0) break;
      this.#add(first + start, at - start);
      start = at + this.#wanted.length;
    }
    this.#add(first + start, end - first - start);
    this.#lists[row + 1] = this.#count;
  }

  /** Cuts a row from its end. */
  cutFromEnd(row: number): void {
    const [data, wanted] = [this.#data, this.#wanted];
    const size = wanted.length;
    const [first, end] = [this.#ends[row]!, this.#ends[row + 1]!];
    const cuts = this.#cuts;
    let count = 0;
    for (let at = end - size; at >= first && count < this.#limit; at--) {
      if (data[at] !== wanted[0] || !sameAt(data, at, wanted)) continue;
      cuts[count++] = at;
      at -= size - 1;
    }
    let start = first;
    while (count > 0) {
      const at = cuts[--count]!;
      this.#add(start, at - start);
      start = at + size;
    }
    this.#add(start, end - start);
    this.#lists[row + 1] = this.#count;
  }

  finish(): { readonly starts: Int32Array; readonly offsets: Int32Array; readonly lists: Int32Array } {
    return { starts: this.#starts.subarray(0, this.#count), offsets: this.#offsets.subarray(0, this.#count + 1), lists: this.#lists };
  }

  #add(start: number, length: number): void {
    this.#reserve(1);
    this.#starts[this.#count] = start;
    this.#offsets[this.#count + 1] = this.#offsets[this.#count]! + length;
    this.#count++;
  }

  /** Room for so many parts more. */
  #reserve(more: number): void {
    const needed = this.#count + more;
    if (needed <= this.#starts.length) return;
    this.#starts = grown(Int32Array, this.#starts, needed);
    this.#offsets = grown(Int32Array, this.#offsets, this.#starts.length + 1);
  }
}
