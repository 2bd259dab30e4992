import { ArgumentError } from "@framepool/errors";
import { bitmapBytes } from "../../bitmap.js";
import { shown } from "../../build/cell-error.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { BOOL } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import { checkLengths } from "../arguments/check-lengths.js";
import type { Operand } from "../arguments/operand.js";
import { maskBits } from "../cells/mask.js";
import { bothValid, validityOfColumn } from "../cells/validity.js";

export function and(left: Column, right: Operand): Column {
  return logic("and", left, right, (a, b, out) => {
    for (let byte = 0; byte < out.length; byte++) out[byte] = a[byte]! & b[byte]!;
  });
}

export function or(left: Column, right: Operand): Column {
  return logic("or", left, right, (a, b, out) => {
    for (let byte = 0; byte < out.length; byte++) out[byte] = a[byte]! | b[byte]!;
  });
}

export function not(column: Column): Column {
  return logic("not", column, true, (a, b, out) => {
    for (let byte = 0; byte < out.length; byte++) out[byte] = a[byte]! ^ b[byte]!;
  });
}

/** Eight rows at a time; missing where either side is. */
function logic(verb: string, left: Column, right: Operand, combine: (a: Uint8Array, b: Uint8Array, out: Uint8Array) => void): Column {
  if (right instanceof Column) checkLengths(verb, left, right);
  else if (right !== null && typeof right !== "boolean") throw new ArgumentError(`${verb} takes a bool or a Series of them, not ${shown(right)}`);
  const { length, name } = left;
  const bits = sharedArray(Uint8Array, bitmapBytes(length)).subarray(0, bitmapBytes(length));
  combine(maskBits(left, verb), bitsOf(right, length, verb), bits);
  const missing = right === null ? sharedArray(Uint8Array, bitmapBytes(length)) : right instanceof Column ? validityOfColumn(right) : null;
  return Column.of(name, new Vector(new Storage(BOOL, length, { data: bits, validity: bothValid(validityOfColumn(left), missing) })));
}

function bitsOf(right: Operand, length: number, verb: string): Uint8Array {
  if (right instanceof Column) return maskBits(right, verb);
  return new Uint8Array(bitmapBytes(length)).fill(right === true ? 0xff : 0);
}
