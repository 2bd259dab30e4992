import { FrameError } from "@framepool/errors";
import { bitmapBytes, bitOf, copyBits } from "../../bitmap.js";
import type { Column } from "../../column.js";
import { typeName } from "../../data-types.js";
import type { Vector } from "../../vector.js";
import { bothValid, joinedBits, validityOf } from "./validity.js";

/** A bit for each row in which a bool column is true; those of false and missing ones are 0. Not to be written to; what follows the last row in its byte may be anything. Throws FrameError for another type. */
export function maskBits(column: Column, verb: string): Uint8Array {
  const { kind } = column.type;
  if (kind !== "bool" && kind !== "null") throw new FrameError(`${verb}: column "${column.name}" is ${typeName(column.type)}, not bool`, { column: column.name });
  if (kind === "null") return new Uint8Array(bitmapBytes(column.length));
  const parts = column.vectors.map(trueIn);
  return parts.length === 1 ? parts[0]! : joinedBits(column, parts);
}

/** {@link maskBits} as one byte a row. */
export function maskOf(column: Column, verb: string): Uint8Array {
  const bits = maskBits(column, verb);
  const flags = new Uint8Array(column.length);
  for (let i = 0; i < flags.length; i++) flags[i] = bitOf(bits, i);
  return flags;
}

function trueIn(vector: Vector): Uint8Array {
  const { storage, offset, length } = vector;
  const data = storage.data as Uint8Array;
  if ((offset & 7) === 0) return bothValid(data.subarray(offset >> 3, (offset >> 3) + bitmapBytes(length)), validityOf(vector))!;
  const bits = new Uint8Array(bitmapBytes(length));
  copyBits(data, offset, length, bits);
  return bothValid(bits, validityOf(vector))!;
}
