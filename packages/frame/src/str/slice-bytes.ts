import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOfFlags } from "../verbs/floats.js";
import { missingFlags } from "../verbs/missing.js";
import { copyText, SPARE, viewOf } from "../verbs/take/copy-text.js";
import { validityOf } from "../verbs/validity.js";

/** Whether a column is text of 32-bit offsets, no category: what is cut in its bytes. */
export function isCutInBytes({ type }: Column): boolean {
  return type.kind === "utf8" && !type.large;
}

/** Code points `[start, stop)` of each cell, negative places from the end: nothing is decoded. */
export function sliceBytes(column: Column, start: number, stop: number | undefined): Column {
  return new Column(column.name, STRING, column.vectors.map((vector) => sliceVector(vector, Math.trunc(start), Math.trunc(stop ?? Infinity))));
}

function sliceVector(vector: Vector, start: number, stop: number): Vector {
  const { storage, offset, length } = vector;
  const from = storage.data as Uint8Array;
  const ends = storage.offsets as Int32Array;
  const data = sharedArray(Uint8Array, ends[offset + length]! - ends[offset]! + SPARE);
  const [source, target] = [viewOf(from), viewOf(data)];
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const near = start >= 0 && stop >= start && stop <= NEAR ? stop : Infinity;
  let used = 0;
  let first = ends[offset]!;
  for (let row = 0; row < length; row++) {
    const last = ends[offset + row + 1]!;
    if (first + near + 4 <= from.length && isAscii(source, first, first + near)) {
      const end = first + stop < last ? first + stop : last;
      const size = end - first - start;
      if (size > 0) {
        copyText(source, first + start, target, used, used + size);
        used += size;
      }
      offsets[row + 1] = used;
      first = last;
      continue;
    }
    const begin = start < 0 ? before(from, first, last, -start) : behind(from, first, last, start);
    // Counted on from where the slice begins, if both places are.
    const end = stop < 0 ? before(from, first, last, -stop) : start < 0 ? behind(from, first, last, stop) : behind(from, begin, last, stop - start);
    if (end > begin) {
      copyText(source, begin, target, used, used + end - begin);
      used += end - begin;
    }
    offsets[row + 1] = used;
    first = last;
  }
  return new Vector(new Storage(STRING, length, { data: data.subarray(0, used), offsets, validity: validityOf(vector) }));
}

/** Slices that end before so many characters are taken by place where all bytes before are ASCII. */
const NEAR = 64;

/** Whether bytes `[at, end)`, and up to three behind them, are ASCII. */
function isAscii(view: DataView, at: number, end: number): boolean {
  let seen = 0;
  for (; at < end; at += 4) seen |= view.getInt32(at, true);
  return (seen & 0x8080_8080) === 0;
}

/** The code point at a place of each cell, from the end if negative; missing where there is none. */
export function pointAt(column: Column, place: number): Column {
  return new Column(column.name, STRING, column.vectors.map((vector) => pointsAt(vector, place)));
}

function pointsAt(vector: Vector, place: number): Vector {
  const { storage, offset, length } = vector;
  const from = storage.data as Uint8Array;
  const ends = storage.offsets as Int32Array;
  const data = sharedArray(Uint8Array, Math.min(4 * length, ends[offset + length]! - ends[offset]!));
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const missing = missingFlags(Column.of("", vector));
  let used = 0;
  for (let row = 0; row < length; row++) {
    const first = ends[offset + row]!;
    const last = ends[offset + row + 1]!;
    const end = place < 0 ? before(from, first, last, -place - 1) : behind(from, behind(from, first, last, place), last, 1);
    const begin = place < 0 ? before(from, first, end, 1) : behind(from, first, last, place);
    if (missing[row] === 0 && begin < end) for (let i = begin; i < end; i++) data[used++] = from[i]!;
    else missing[row] = 1;
    offsets[row + 1] = used;
  }
  return new Vector(new Storage(STRING, length, { data: data.subarray(0, used), offsets, validity: validityOfFlags(missing) }));
}

// A byte of 10xxxxxx continues a character; every other begins one.

/** Where bytes `[start, end)` go on after `count` code points: `end` if there are not so many. */
function behind(bytes: Uint8Array, start: number, end: number, count: number): number {
  if (count >= end - start) return end;
  let at = start;
  for (let left = count; left > 0 && at < end; left--) {
    at++;
    while (at < end && (bytes[at]! & 0xc0) === 0x80) at++;
  }
  return at;
}

/** Where the last `count` code points of bytes `[start, end)` begin: `start` if there are not so many. */
function before(bytes: Uint8Array, start: number, end: number, count: number): number {
  if (count >= end - start) return start;
  let at = end;
  for (let left = count; left > 0 && at > start; left--) {
    at--;
    while (at > start && (bytes[at]! & 0xc0) === 0x80) at--;
  }
  return at;
}
