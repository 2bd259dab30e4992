import { bitmapBytes, pasteBits } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { bufferOf, bytesOf, copyBytes } from "../../copy-bytes.js";
import { layoutOf } from "../../layout.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import { validityOf } from "../cells/validity.js";

/**
 * A column of a fixed width among `length` rows: missing cells stand above it if `periods` is positive, below it if that is
 * negative. A copy of its bytes as they lie: no row is looked at.
 */
export function placed(column: Column, periods: number, length: number): Column {
  if (column.length === length) return column;
  const { type } = column;
  const { array, stride } = layoutOf(type)!;
  const first = periods > 0 ? length - column.length : 0;
  const data = sharedArray(array, length * stride).subarray(0, length * stride);
  const target = bufferOf(data);
  const validity = sharedArray(Uint8Array, bitmapBytes(length));
  for (const [k, vector] of column.vectors.entries()) {
    const start = first + column.starts[k]!;
    const begin = vector.offset * stride;
    copyBytes(bytesOf(vector.storage.data!.subarray(begin, begin + vector.length * stride)), target, start * stride * array.BYTES_PER_ELEMENT);
    pasteBits(validityOf(vector) ?? new Uint8Array(bitmapBytes(vector.length)).fill(0xff), vector.length, validity, start);
  }
  const dictionary = column.vectors[0]!.storage.dictionary;
  return new Column(column.name, type, [new Vector(new Storage(type, length, { data, dictionary, validity }))], { ...column.facts, nullable: true });
}
