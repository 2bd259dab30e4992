import { FrameError } from "@framepool/errors";
import { bitmapBytes, clearBit } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { FLOAT64, typeName } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import { packed } from "../cells/flags.js";
import { mayBeNumeric } from "../cells/numeric-only.js";
import { nextNaN } from "../cells/next-nan.js";
import { numbersWithGaps } from "./numbers-with-gaps.js";

/** The cells as float64, NaN where one is missing: not to be written to. Throws FrameError for a column that is not numeric. */
export function floatsOf(verb: string, column: Column): Float64Array {
  checkNumeric(verb, column);
  return numbersWithGaps(column).values;
}

/** Throws FrameError for a column that is not numeric. */
export function checkNumeric(verb: string, column: Column): void {
  if (!mayBeNumeric(column)) throw new FrameError(`${verb} needs numbers; column "${column.name}" is ${typeName(column.type)}`, { column: column.name });
}

/** A float64 column of values on shared memory ({@link newFloats}): missing where one is NaN, or where `validity` says so. */
export function floatColumn(name: string, values: Float64Array, validity = validityOfFloats(values)): Column {
  return Column.of(name, new Vector(new Storage(FLOAT64, values.length, { data: values, validity })));
}

/** Arrow's validity for rows whose flag is 0; null if all are. */
export function validityOfFlags(missing: Uint8Array): Uint8Array | null {
  if (!missing.includes(1)) return null;
  const bits = packed(missing);
  for (let byte = 0; byte < bits.length; byte++) bits[byte]! ^= 0xff;
  if ((missing.length & 7) > 0) bits[missing.length >> 3]! &= (1 << (missing.length & 7)) - 1;
  return bits.subarray(0, bitmapBytes(missing.length));
}

/** Arrow's validity for rows whose code is not negative; null if none is. */
export function validityOfCodes(codes: Int32Array): Uint8Array | null {
  const bits = sharedArray(Uint8Array, bitmapBytes(codes.length));
  let valid = 0;
  for (let row = 0; row < codes.length; row += 8) {
    let byte = 0;
    const end = Math.min(8, codes.length - row);
    for (let bit = 0; bit < end; bit++) {
      const is = 1 + (codes[row + bit]! >> 31); // the sign, without a branch
      byte |= is << bit;
      valid += is;
    }
    bits[row >> 3] = byte;
  }
  return valid === codes.length ? null : bits.subarray(0, bitmapBytes(codes.length));
}

function validityOfFloats(values: Float64Array): Uint8Array | null {
  const { length } = values;
  let at = nextNaN(values, 0, length);
  if (at === length) return null;
  const bits = sharedArray(Uint8Array, bitmapBytes(length)).fill(0xff);
  for (; at < length; at = nextNaN(values, at + 1, length)) clearBit(bits, at);
  return bits;
}

/** Zeros for the values of a column, on shared memory. */
export function newFloats(length: number): Float64Array {
  return sharedArray(Float64Array, length).subarray(0, length);
}
