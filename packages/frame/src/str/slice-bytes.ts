import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { bufferOf, copyBytes } from "../copy-bytes.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { missingFlags } from "../verbs/cells/missing.js";
import { validityOf } from "../verbs/cells/validity.js";
import { validityOfFlags } from "../verbs/numbers/floats.js";
import { copyOut, PACKED_AT, PACKED_ENDS_AT, textKernels } from "./kernels.js";
import { seeRows } from "./see-rows.js";

/** Whether a column is text of 32-bit offsets, no category: what is cut in its bytes. */
export function isCutInBytes({ type }: Column): boolean {
  return type.kind === "utf8" && !type.large;
}

const MOST = 2 ** 31 - 1;

/** Code points `[start, stop)` of each cell, negative places from the end: nothing is decoded. */
export function sliceBytes(column: Column, start: number, stop: number | undefined): Column {
  return new Column(column.name, STRING, column.vectors.map((vector) => sliceVector(vector, place32(start), place32(stop ?? Infinity))));
}

/** A place as a whole number of 32 bits, whose negative is one, too: no text is longer. */
function place32(at: number): number {
  return Math.max(-MOST, Math.min(MOST, Math.trunc(at)));
}

function sliceVector(vector: Vector, start: number, stop: number): Vector {
  const { storage, offset, length } = vector;
  const kernels = textKernels();
  const from = storage.data as Uint8Array;
  const ends = (storage.offsets as Int32Array).subarray(offset, offset + length + 1);
  const data = sharedArray(Uint8Array, ends[length]! - ends[0]!);
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const [dataBytes, offsetBytes] = [bufferOf(data), bufferOf(offsets)];
  let used = 0;
  const slice = (row: number, count: number, block: number, rowEnds: number): void => {
    const next = kernels.sliceRows(block, rowEnds, count, start, stop, PACKED_AT, used, PACKED_ENDS_AT);
    copyOut(kernels, PACKED_AT, next - used, dataBytes, used);
    copyOut(kernels, PACKED_ENDS_AT, 4 * count, offsetBytes, 4 * (row + 1));
    used = next;
  };
  const sliceLong = (row: number): void => {
    const [first, last] = [ends[row]!, ends[row + 1]!];
    const begin = start < 0 ? before(from, first, last, -start) : behind(from, first, last, start);
    const end = stop < 0 ? before(from, first, last, -stop) : behind(from, first, last, stop);
    if (end > begin) copyBytes(from.subarray(begin, end), dataBytes, used);
    used += Math.max(0, end - begin);
    offsets[row + 1] = used;
  };
  seeRows(vector, slice, sliceLong);
  return new Vector(new Storage(STRING, length, { data: data.subarray(0, used), offsets, validity: validityOf(vector) }));
}

/** The code point at a place of each cell, from the end if negative; missing where there is none. */
export function pointAt(column: Column, place: number): Column {
  return new Column(column.name, STRING, column.vectors.map((vector) => pointsAt(vector, place32(place))));
}

function pointsAt(vector: Vector, place: number): Vector {
  const { length, storage } = sliceVector(vector, place, place === -1 ? MOST : place + 1);
  const ends = storage.offsets as Int32Array;
  const missing = missingFlags(Column.of("", vector));
  for (let row = 0; row < length; row++) if (ends[row] === ends[row + 1]) missing[row] = 1;
  return new Vector(new Storage(STRING, length, { data: storage.data, offsets: ends, validity: validityOfFlags(missing) }));
}

// A byte of 10xxxxxx continues a character; every other begins one.

/** As `forward` of assembly/slice.ts, for rows that are longer than a block. */
function behind(bytes: Uint8Array, start: number, end: number, count: number): number {
  if (count >= end - start) return end;
  let at = start;
  for (let left = count; left > 0 && at < end; left--) {
    at++;
    while (at < end && (bytes[at]! & 0xc0) === 0x80) at++;
  }
  return at;
}

/** As its `backward`. */
function before(bytes: Uint8Array, start: number, end: number, count: number): number {
  if (count >= end - start) return start;
  let at = end;
  for (let left = count; left > 0 && at > start; left--) {
    at--;
    while (at > start && (bytes[at]! & 0xc0) === 0x80) at--;
  }
  return at;
}
