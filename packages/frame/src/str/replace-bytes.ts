import { Buffer } from "node:buffer";
import { grown, sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { bufferOf, bytesOf, copyBytes } from "../copy-bytes.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { isSoughtInBytes } from "./find-bytes.js";
import { BY_AT, canBeSought, copyOut, COUNTS_AT, FOUND_AT, MATCHES_AT, MOST_PLACED, MOST_REPLACED, MOST_SOUGHT, PACKED_ENDS_AT, PARTS_AT, REPLACED_AT, SOUGHT_AT, textKernels, type Kernels } from "./kernels.js";
import { seeAllMatches } from "./match-bytes.js";
import type { Program } from "./regexp/program.js";
import type { ReplacementPart } from "./replacement.js";
import { seeRows } from "./see-rows.js";
import { isCutInBytes } from "./slice-bytes.js";
import { bytesIn, lengthenedBytes } from "./write-texts.js";

/** What the kernel gives where a block becomes too long. */
const TOO_LONG = -1;
const MOST_BYTES = 2 ** 31 - 1;
/** Where JavaScript is asked, a byte that is no text becomes so many. */
const GROWTH = 3;

/** Whether one text, which is not empty, can be replaced by another in the bytes of a column: 32 bits hold where the cells end, whatever is found. */
export function isReplacedInBytes(column: Column, wanted: string, by: string): boolean {
  if (!isCutInBytes(column) || !isSoughtInBytes(wanted) || !canBeSought(by)) return false;
  const growth = Math.max(1, Buffer.byteLength(by) / Buffer.byteLength(wanted));
  return column.vectors.every(({ storage: { offsets }, offset, length }) => growth * (Number(offsets![offset + length]) - Number(offsets![offset])) <= MOST_BYTES);
}

/** Each cell with one text in place of another wherever it is: nothing is decoded. */
export function replaceBytes(column: Column, pattern: string, to: string): Column {
  const [wanted, by] = [Buffer.from(pattern, "utf8"), Buffer.from(to, "utf8")];
  return new Column(column.name, STRING, column.vectors.map((vector) => replaceVector(vector, wanted, by)));
}

function replaceVector(vector: Vector, wanted: Buffer, by: Buffer): Vector {
  const { storage, offset } = vector;
  const from = bufferOf(storage.data as Uint8Array);
  const kernels = textKernels();
  copyBytes(wanted, kernels.target, SOUGHT_AT);
  copyBytes(by, kernels.target, BY_AT);
  const cells = new WrittenCells(vector);
  const replaceLong = (row: number): void => {
    for (const [k, part] of cut(from.subarray(Number(storage.offsets![offset + row]), Number(storage.offsets![offset + row + 1])), wanted).entries()) {
      if (k > 0) cells.add(by);
      cells.add(part);
    }
    cells.endRow(row);
  };
  seeRows(vector, (row, count, block, rowEnds) => {
    const next = kernels.replaceRows(block, rowEnds, count, SOUGHT_AT, wanted.length, BY_AT, by.length, FOUND_AT, REPLACED_AT, MOST_REPLACED, cells.used, PACKED_ENDS_AT);
    cells.takeRows(row, count, next, replaceLong);
  }, replaceLong);
  return cells.finish();
}

/** Each cell with `parts` in place of the matches of a program, `most` at most; `write` says what becomes of a cell of which it does not know. Null where one may become too long. */
export function replaceMatches(column: Column, program: Program, parts: readonly ReplacementPart[], most: number, write: (text: string) => string): Column | null {
  const literal = parts.reduce<number>((sum, part) => sum + (typeof part === "string" ? Buffer.byteLength(part) : 0), 0);
  if (literal > MOST_SOUGHT || parts.length > MOST_PLACED) return null;
  const groups = parts.filter((part) => typeof part === "number").length;
  const sizeOf = (vector: Vector): number => (1 + groups) * bytesIn(vector) + literal * (bytesIn(vector) + vector.length);
  return lengthenedBytes(column, sizeOf, (vector) => replaceMatched(vector, program, parts, most, write), MOST_BYTES / GROWTH);
}

function replaceMatched(vector: Vector, program: Program, parts: readonly ReplacementPart[], most: number, write: (text: string) => string): Vector {
  const kernels = textKernels();
  placeParts(kernels, parts);
  const last = PARTS_AT + 8 * parts.length;
  const cells = new WrittenCells(vector);
  const ask = (row: number): void => {
    const text = vector.get(row);
    if (text !== null) cells.add(Buffer.from(write(text as string), "utf8"));
    cells.endRow(row);
  };
  seeAllMatches(vector, program, most, ({ row, count, block, ends, before, place }) => {
    const next = kernels.spliceRows(block, ends, count, MATCHES_AT, 8 * program.slots, before, COUNTS_AT + 4 * place, PARTS_AT, last, REPLACED_AT, MOST_REPLACED, cells.used, PACKED_ENDS_AT);
    cells.takeRows(row, count, next, ask);
  }, ask);
  return cells.finish();
}

/** Copies text to the kernels' memory, and says where it is, or of which group the addresses are. */
function placeParts({ target }: Kernels, parts: readonly ReplacementPart[]): void {
  let at = BY_AT;
  const words = Int32Array.from(parts.flatMap((part) => {
    if (typeof part === "number") return [8 * part, 0];
    const begin = at;
    at += target.write(part, at, "utf8");
    return [begin, at];
  }));
  copyBytes(bytesOf(words), target, PARTS_AT);
}

/** The cells of a vector as they are written anew, from the first one on. */
class WrittenCells {
  readonly #kernels = textKernels();
  readonly #vector: Vector;
  readonly #offsets: Int32Array;
  readonly #offsetBytes: Buffer;
  #data: Uint8Array;
  used = 0;

  constructor(vector: Vector) {
    this.#vector = vector;
    this.#offsets = sharedArray(Int32Array, vector.length + 1).subarray(0, vector.length + 1);
    this.#offsetBytes = bufferOf(this.#offsets);
    this.#data = sharedArray(Uint8Array, bytesIn(vector));
  }

  /** Rows that the kernel has written, up to `next`; each of them is given to `long` where that were too many bytes. */
  takeRows(row: number, count: number, next: number, long: (row: number) => void): void {
    if (next === TOO_LONG) {
      for (let each = row; each < row + count; each++) long(each);
      return;
    }
    const size = next - this.used;
    this.#reserve(size);
    copyOut(this.#kernels, REPLACED_AT, size, bufferOf(this.#data), this.used);
    copyOut(this.#kernels, PACKED_ENDS_AT, 4 * count, this.#offsetBytes, 4 * (row + 1));
    this.used = next;
  }

  add(part: Uint8Array): void {
    this.#reserve(part.length);
    this.#data.set(part, this.used);
    this.used += part.length;
  }

  endRow(row: number): void {
    this.#offsets[row + 1] = this.used;
  }

  finish(): Vector {
    return new Vector(new Storage(STRING, this.#vector.length, { data: this.#data.subarray(0, this.used), offsets: this.#offsets, validity: validityOf(this.#vector) }));
  }

  #reserve(size: number): void {
    if (this.used + size > this.#data.length) this.#data = grown(Uint8Array, this.#data, this.used + size);
  }
}

/** The bytes between those that are sought, from the left. */
function cut(bytes: Buffer, wanted: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, start)) {
    parts.push(bytes.subarray(start, at));
    start = at + wanted.length;
  }
  parts.push(bytes.subarray(start));
  return parts;
}
