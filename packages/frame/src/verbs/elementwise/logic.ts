import { ArgumentError } from "@framepool/errors";
import { bitmapBytes } from "../../bitmap.js";
import { shown } from "../../build/cell-error.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { checkLengths } from "../arguments/check-lengths.js";
import type { Operand } from "../arguments/operand.js";
import { boolColumn } from "../cells/flags.js";
import { maskOf } from "../cells/mask.js";
import { bothValid, validityOfColumn } from "../cells/validity.js";

export function and(left: Column, right: Operand): Column {
  return logic("and", left, right, (a, b) => a & b);
}

export function or(left: Column, right: Operand): Column {
  return logic("or", left, right, (a, b) => a | b);
}

export function not(column: Column): Column {
  return logic("not", column, true, (a) => a ^ 1);
}

/** Row by row over flags; missing where either side is. */
function logic(verb: string, left: Column, right: Operand, combine: (a: number, b: number) => number): Column {
  if (right instanceof Column) checkLengths(verb, left, right);
  else if (right !== null && typeof right !== "boolean") throw new ArgumentError(`${verb} takes a bool or a Series of them, not ${shown(right)}`);
  const a = maskOf(left, verb);
  const b = flagsOf(right, left.length, verb);
  for (let i = 0; i < a.length; i++) a[i] = combine(a[i]!, b[i]!);
  const missing = right === null ? sharedArray(Uint8Array, bitmapBytes(left.length)) : right instanceof Column ? validityOfColumn(right) : null;
  return boolColumn(left.name, a, bothValid(validityOfColumn(left), missing));
}

function flagsOf(right: Operand, length: number, verb: string): Uint8Array {
  if (right instanceof Column) return maskOf(right, verb);
  return new Uint8Array(length).fill(right === true ? 1 : 0);
}
