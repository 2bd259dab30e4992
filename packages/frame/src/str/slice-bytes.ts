import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOfFlags } from "../verbs/floats.js";
import { missingFlags } from "../verbs/missing.js";
import { validityOf } from "../verbs/validity.js";

/** Bytes `[start, stop)` of each cell of ASCII text, negative places from the end: nothing is decoded. */
export function sliceBytes(column: Column, start: number, stop: number | undefined): Column {
  return new Column(column.name, STRING, column.vectors.map((vector) => sliceVector(vector, Math.trunc(start), Math.trunc(stop ?? Infinity))));
}

function sliceVector(vector: Vector, start: number, stop: number): Vector {
  const { storage, offset, length } = vector;
  const from = storage.data as Uint8Array;
  const ends = storage.offsets!;
  const data = sharedArray(Uint8Array, Number(ends[offset + length]!) - Number(ends[offset]!));
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  let used = 0;
  for (let row = 0; row < length; row++) {
    const first = Number(ends[offset + row]!);
    const size = Number(ends[offset + row + 1]!) - first;
    const begin = start < 0 ? Math.max(0, size + start) : Math.min(start, size);
    const end = stop < 0 ? size + stop : Math.min(stop, size);
    for (let i = begin; i < end; i++) data[used++] = from[first + i]!;
    offsets[row + 1] = used;
  }
  return new Vector(new Storage(STRING, length, { data: data.subarray(0, used), offsets, validity: validityOf(vector) }));
}

/** The byte at a place of each cell of ASCII text, from the end if negative; missing where there is none. */
export function byteAt(column: Column, place: number): Column {
  return new Column(column.name, STRING, column.vectors.map((vector) => bytesAt(vector, place)));
}

function bytesAt(vector: Vector, place: number): Vector {
  const { storage, offset, length } = vector;
  const from = storage.data as Uint8Array;
  const ends = storage.offsets!;
  const data = sharedArray(Uint8Array, length);
  const offsets = sharedArray(Int32Array, length + 1).subarray(0, length + 1);
  const missing = missingFlags(Column.of("", vector));
  let used = 0;
  for (let row = 0; row < length; row++) {
    const first = Number(ends[offset + row]!);
    const end = Number(ends[offset + row + 1]!);
    const at = place < 0 ? end + place : first + place;
    if (missing[row] === 0 && at >= first && at < end) data[used++] = from[at]!;
    else missing[row] = 1;
    offsets[row + 1] = used;
  }
  return new Vector(new Storage(STRING, length, { data: data.subarray(0, used), offsets, validity: validityOfFlags(missing) }));
}
