import { bitAt, bitmapBytes } from "../../bitmap.js";
import { grown, sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { STRING } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import { SPARE, viewOf } from "./copy-text.js";

/** What a text of an Arrow column ends at most. */
const MOST_BYTES = 2 ** 31 - 1;
/** Bytes a row that are asked for at first. */
const USUAL = 16;

const MINUS = 0x2d;
const ZERO = 0x30;

/** Writes the text of a row as UTF-8 from `at` on, and says where it ends. `view` is of the same bytes. */
export type WriteText = (row: number, bytes: Uint8Array, at: number, view: DataView) => number;

/**
 * A text column whose texts are written as bytes, `longest` at most for each (and what {@link SPARE} says): no string is made of them. A row whose bit of
 * `present` is not set is missing (null: none is). In as many vectors as it takes.
 */
export function writtenTexts(name: string, length: number, present: Uint8Array | null, longest: number, write: WriteText): Column {
  // Whole bytes of the bitmap.
  const most = Math.floor(MOST_BYTES / longest) & ~7;
  const vectors: Vector[] = [];
  for (let begin = 0; begin === 0 || begin < length; begin += most) vectors.push(vectorOf(begin, Math.min(length, begin + most), present, longest, write));
  return new Column(name, STRING, vectors);
}

function vectorOf(begin: number, end: number, present: Uint8Array | null, longest: number, write: WriteText): Vector {
  const rows = end - begin;
  const offsets = sharedArray(Int32Array, rows + 1).subarray(0, rows + 1);
  let bytes = sharedArray(Uint8Array, Math.min(longest, USUAL) * rows + longest + SPARE);
  let view = viewOf(bytes);
  let used = 0;
  for (let row = begin; row < end; row++) {
    if (used + longest + SPARE > bytes.length) {
      bytes = grown(Uint8Array, bytes, used + longest + SPARE);
      view = viewOf(bytes);
    }
    if (present === null || bitAt(present, row)) used = write(row, bytes, used, view);
    offsets[row - begin + 1] = used;
  }
  const validity = present?.subarray(begin >> 3, (begin >> 3) + bitmapBytes(rows)) ?? null;
  return new Vector(new Storage(STRING, rows, { offsets, data: bytes.subarray(0, used), validity }));
}

/** Writes a text of ASCII. */
export function writeAscii(text: string, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** Writes an integer below 2^53. */
export function writeInteger(value: number, bytes: Uint8Array, at: number): number {
  const size = Math.abs(value);
  if (size >= 2 ** 31) return writeAscii(String(value), bytes, at);
  if (value < 0) bytes[at] = MINUS;
  return writeDigits(size, digitsOf(size), bytes, value < 0 ? at + 1 : at);
}

/** How many digits an integer of 31 bits has. */
export function digitsOf(whole: number): number {
  let count = 1;
  for (let power = 10; power <= whole; power *= 10) count++;
  return count;
}

/** Writes so many digits of an integer of 31 bits, zeros before them, and says where they end. */
export function writeDigits(whole: number, count: number, bytes: Uint8Array, at: number): number {
  let rest = whole | 0;
  for (let i = at + count - 1; i >= at; i--) {
    const next = (rest / 10) | 0;
    bytes[i] = ZERO + rest - next * 10;
    rest = next;
  }
  return at + count;
}
