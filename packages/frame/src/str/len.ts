import { isAscii } from "node:buffer";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { INT32, type DataType } from "../data-types.js";
import { nullVector } from "../null-vector.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/validity.js";
import { expectText } from "./text-cells.js";

/** Code points of each cell, counted in the bytes: nothing is decoded; items of each list. int32. */
export function len(column: Column): Column {
  if (column.type.kind !== "list") expectText(column, "len");
  return new Column(column.name, INT32, column.vectors.map((vector) => lengths(vector, column.type)));
}

function lengths(vector: Vector, { kind }: DataType): Vector {
  if (kind === "null") return nullVector(INT32, vector.length);
  const data = kind === "dictionary" ? ofCodes(vector) : kind === "list" ? ofLists(vector) : ofText(vector);
  return new Vector(new Storage(INT32, vector.length, { data, validity: validityOf(vector) }));
}

function ofText({ storage, offset, length }: Vector): Int32Array {
  const offsets = storage.offsets!;
  const out = sharedArray(Int32Array, length).subarray(0, length);
  const first = Number(offsets[offset]!);
  let start = first;
  for (let i = 0; i < length; i++) {
    const end = Number(offsets[offset + i + 1]!);
    out[i] = end - start;
    start = end;
  }
  const bytes = storage.data as Uint8Array;
  if (!isAscii(bytes.subarray(first, start))) takeContinued(bytes, offsets, offset, out);
  return out;
}

/** Every byte of UTF-8 of the form 10xxxxxx continues a character: takes them from the lengths. Four bytes of ASCII are passed over at once. */
function takeContinued(bytes: Uint8Array, offsets: Int32Array | BigInt64Array, offset: number, lengths: Int32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = Number(offsets[offset + lengths.length]!);
  let row = 0;
  let end = Number(offsets[offset + 1]!);
  for (let i = Number(offsets[offset]!); i < last; ) {
    if (i + 4 <= last && (view.getInt32(i, true) & 0x8080_8080) === 0) {
      i += 4;
      continue;
    }
    const stop = Math.min(i + 4, last);
    for (; i < stop; i++) {
      if ((bytes[i]! & 0xc0) !== 0x80) continue;
      while (end <= i) end = Number(offsets[offset + ++row + 1]!);
      lengths[row]!--;
    }
  }
}

/** Each value of a dictionary is counted once. */
function ofCodes({ storage, offset, length }: Vector): Int32Array {
  const counts = ofText(storage.dictionary!);
  const out = sharedArray(Int32Array, length).subarray(0, length);
  for (let i = 0; i < length; i++) out[i] = counts[Number(storage.data![offset + i]!)] ?? 0; // a missing row may hold any code
  return out;
}

function ofLists({ storage, offset, length }: Vector): Int32Array {
  const out = sharedArray(Int32Array, length).subarray(0, length);
  for (let i = 0; i < length; i++) out[i] = Number(storage.offsets![offset + i + 1]!) - Number(storage.offsets![offset + i]!);
  return out;
}
