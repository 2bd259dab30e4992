import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { bufferOf } from "../copy-bytes.js";
import { INT32, type DataType } from "../data-types.js";
import { nullVector } from "../null-vector.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOf } from "../verbs/cells/validity.js";
import { copyOut, FOUND_AT, MARKS_AT, textKernels } from "./kernels.js";
import { seeRows } from "./see-rows.js";
import { expectText } from "./text-cells.js";

/** Code points of each cell, counted in the bytes: nothing is decoded; items of each list. int32. */
export function len(column: Column): Column {
  if (column.type.kind !== "list") expectText(column, "len");
  return new Column(column.name, INT32, column.vectors.map((vector) => lengths(vector, column.type)));
}

function lengths(vector: Vector, { kind }: DataType): Vector {
  if (kind === "null") return nullVector(INT32, vector.length);
  const data = kind === "dictionary" ? ofCodes(vector) : kind === "list" ? ofLists(vector) : pointsOf(vector);
  return new Vector(new Storage(INT32, vector.length, { data, validity: validityOf(vector) }));
}

/** Code points of each row of a vector of text, missing ones too. */
export function pointsOf(vector: Vector): Int32Array {
  const { storage, offset, length } = vector;
  const out = sharedArray(Int32Array, length).subarray(0, length);
  const kernels = textKernels();
  const countOne = (row: number): void => {
    out[row] = pointsIn(storage.data as Uint8Array, Number(storage.offsets![offset + row]!), Number(storage.offsets![offset + row + 1]!));
  };
  if (storage.offsets instanceof BigInt64Array) {
    for (let row = 0; row < length; row++) countOne(row);
    return out;
  }
  const outBytes = bufferOf(out);
  const count = (row: number, rows: number, block: number, ends: number): void => {
    kernels.countPoints(block, ends, rows, MARKS_AT, FOUND_AT);
    copyOut(kernels, FOUND_AT, 4 * rows, outBytes, 4 * row);
  };
  seeRows(vector, count, countOne);
  return out;
}

/** Code points of bytes `[start, end)`: every byte of UTF-8 of the form 10xxxxxx continues a character. */
export function pointsIn(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if ((bytes[at]! & 0xc0) !== 0x80) count++;
  return count;
}

/** Each value of a dictionary is counted once. */
function ofCodes({ storage, offset, length }: Vector): Int32Array {
  const counts = pointsOf(storage.dictionary!);
  const out = sharedArray(Int32Array, length).subarray(0, length);
  for (let i = 0; i < length; i++) out[i] = counts[Number(storage.data![offset + i]!)] ?? 0; // a missing row may hold any code
  return out;
}

function ofLists({ storage, offset, length }: Vector): Int32Array {
  const out = sharedArray(Int32Array, length).subarray(0, length);
  for (let i = 0; i < length; i++) out[i] = Number(storage.offsets![offset + i + 1]!) - Number(storage.offsets![offset + i]!);
  return out;
}
