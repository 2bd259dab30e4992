import { bitmapBytes, clearBit, hasAllBits } from "../../../bitmap.js";
import { sharedArray } from "../../../build/growing.js";
import type { Column } from "../../../column.js";
import type { Vector } from "../../../vector.js";
import { validityOfColumn } from "../../cells/validity.js";
import { newFloats } from "../../numbers/floats.js";

/** Numbers that texts are. */
export interface Decimals {
  readonly values: Float64Array;
  /** those that are written as nothing are missing, too */
  readonly validity: Uint8Array | null;
  /** whether none has a point */
  readonly whole: boolean;
}

/** So many digits make an integer that is exact. */
const DIGITS = 15;
/** Exact, too: the quotient of two exact numbers is rounded once, as a number in a program's text is. */
const POWERS = Float64Array.from({ length: DIGITS + 1 }, (_, power) => 10 ** power);

/**
 * A column of text as numbers, read of its bytes: digits, perhaps with a point among them and a minus before them. Null if any cell
 * is written in another way (an exponent, spaces, more than 15 digits): then each has to be looked at as a text.
 */
export function plainDecimals(column: Column): Decimals | null {
  if (column.type.kind !== "utf8") return null;
  const values = newFloats(column.length);
  const known = validityOfColumn(column);
  const present = sharedArray(Uint8Array, bitmapBytes(column.length));
  if (known === null) present.fill(0xff);
  else present.set(known);
  let whole = true;
  for (const [k, vector] of column.vectors.entries()) {
    const read = readVector(vector, values.subarray(column.starts[k], column.starts[k + 1]), present, column.starts[k]!);
    if (read === null) return null;
    whole &&= read === "whole";
  }
  return { values, validity: hasAllBits(present, column.length) ? null : present, whole };
}

/** Writes the numbers of a vector, whose first row is `row`; null for a text that is no such number. */
function readVector({ storage, offset }: Vector, values: Float64Array, present: Uint8Array, row: number): "whole" | "decimal" | null {
  const bytes = storage.data as Uint8Array;
  const offsets = storage.offsets!;
  let whole = true;
  for (let i = 0, start = Number(offsets[offset]!); i < values.length; i++) {
    const end = Number(offsets[offset + i + 1]!);
    let at = start;
    start = end;
    if (((present[(row + i) >> 3]! >> ((row + i) & 7)) & 1) === 0) continue;
    if (at === end) {
      clearBit(present, row + i);
      continue;
    }
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at++;
    let point = -1;
    let mantissa = 0;
    if (end - at > DIGITS + 1) return null;
    for (let k = at; k < end; k++) {
      const digit = bytes[k]! - ZERO;
      if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
      else if (digit === POINT - ZERO && point < 0 && k > at) point = k;
      else return null;
    }
    const digits = end - at - (point < 0 ? 0 : 1);
    if (digits === 0 || digits > DIGITS || point === end - 1) return null;
    if (point < 0) {
      values[i] = isNegative && mantissa !== 0 ? -mantissa : mantissa;
    } else {
      whole = false;
      const value = mantissa / POWERS[end - 1 - point]!;
      values[i] = isNegative ? -value : value;
    }
  }
  return whole ? "whole" : "decimal";
}

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
