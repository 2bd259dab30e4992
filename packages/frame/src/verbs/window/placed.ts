import { bitmapBytes, pasteBits } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { bufferOf, bytesOf, copyBytes } from "../../copy-bytes.js";
import { layoutOf } from "../../layout.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import { validityOf } from "../cells/validity.js";

/**
 * A column of one vector of a fixed width among `length` rows: missing cells stand above it if `periods` is positive, below it if that is
 * negative. A copy of its bytes as they lie: no row is looked at.
 */
export function placed(column: Column, periods: number, length: number): Column {
  const vector = column.vectors[0]!;
  if (vector.length === length) return column;
  const { storage, offset } = vector;
  const { type, dictionary } = storage;
  const { array, stride } = layoutOf(type)!;
  const start = periods > 0 ? length - vector.length : 0;
  const data = sharedArray(array, length * stride).subarray(0, length * stride);
  copyBytes(bytesOf(storage.data!.subarray(offset * stride, (offset + vector.length) * stride)), bufferOf(data), start * stride * array.BYTES_PER_ELEMENT);
  const validity = sharedArray(Uint8Array, bitmapBytes(length));
  pasteBits(validityOf(vector) ?? new Uint8Array(bitmapBytes(vector.length)).fill(0xff), vector.length, validity, start);
  return new Column(column.name, type, [new Vector(new Storage(type, length, { data, dictionary, validity }))], { ...column.facts, nullable: true });
}
