import { Buffer } from "node:buffer";
import { bitmapBytes, setBit } from "../bitmap.js";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { bufferOf, copyBytes } from "../copy-bytes.js";
import { BOOL } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOfColumn } from "../verbs/cells/validity.js";
import { copyOut, FOUND_AT, MARKS_AT, PACKED_AT, SOUGHT_AT, textKernels } from "./kernels.js";
import { seeRows } from "./see-rows.js";

/** Whether bytes (as many as can be sought) are in each cell of text with 32-bit offsets. UTF-8 never begins a character inside another: equal bytes are equal text. */
export function containBytes(column: Column, wanted: Buffer): Column {
  const { length, name } = column;
  const bits = sharedArray(Uint8Array, bitmapBytes(length)).subarray(0, bitmapBytes(length));
  const validity = validityOfColumn(column);
  for (const [k, vector] of column.vectors.entries()) {
    if (wanted.length === 0) setBits(bits, column.starts[k]!, vector.length);
    else setFound(vector, wanted, bits, column.starts[k]!);
  }
  if (validity !== null) for (let byte = 0; byte < bits.length; byte++) bits[byte]! &= validity[byte]!;
  return Column.of(name, new Vector(new Storage(BOOL, length, { data: bits, validity })));
}

function setBits(bits: Uint8Array, first: number, count: number): void {
  for (let row = 0; row < count; row++) setBit(bits, first + row);
}

/** Sets the bits of the rows of a vector that have the bytes; its first row is bit `first`. */
function setFound(vector: Vector, wanted: Buffer, bits: Uint8Array, first: number): void {
  const kernels = textKernels();
  copyBytes(wanted, kernels.target, SOUGHT_AT);
  const bitBytes = bufferOf(bits);
  const find = (row: number, count: number, block: number, ends: number): void => {
    const place = first + row;
    kernels.containRows(block, ends, count, SOUGHT_AT, wanted.length, MARKS_AT, FOUND_AT, PACKED_AT, place & 7);
    // The first byte may have bits of the rows before.
    bits[place >> 3]! |= kernels.memory[PACKED_AT]!;
    copyOut(kernels, PACKED_AT + 1, bitmapBytes((place & 7) + count) - 1, bitBytes, (place >> 3) + 1);
  };
  const { offset } = vector;
  const { data, offsets } = vector.storage;
  const findLong = (row: number): void => {
    const { buffer, byteOffset } = (data as Uint8Array).subarray(Number(offsets![offset + row]));
    if (Buffer.from(buffer, byteOffset, Number(offsets![offset + row + 1]) - Number(offsets![offset + row])).includes(wanted)) setBit(bits, first + row);
  };
  seeRows(vector, find, findLong);
}
