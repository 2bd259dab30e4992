import { sharedArray } from "../../../build/growing.js";
import { Column } from "../../../column.js";
import { INT32 } from "../../../data-types.js";
import { Storage } from "../../../storage.js";
import { Vector } from "../../../vector.js";
import type { Operand } from "../../arguments/operand.js";
import { validityOfColumn } from "../../cells/validity.js";
import { alignedPieces } from "../../numbers/aligned-pieces.js";
import type { Operator } from "./loops.js";

/** Writes `a[i] op b[i & mask]`, and says whether all of these are an int32. */
type Loop = (a: Int32Array, b: Int32Array, mask: number, out: Int32Array) => boolean;

// A sum that is beyond 32 bits has another sign than both of what it is made of.
const add: Loop = (a, b, mask, out) => {
  let beyond = 0;
  for (let i = 0; i < out.length; i++) {
    const x = a[i]!;
    const y = b[i & mask]!;
    const sum = (x + y) | 0;
    out[i] = sum;
    beyond |= (x ^ sum) & (y ^ sum);
  }
  return beyond >= 0;
};

const sub: Loop = (a, b, mask, out) => {
  let beyond = 0;
  for (let i = 0; i < out.length; i++) {
    const x = a[i]!;
    const y = b[i & mask]!;
    const difference = (x - y) | 0;
    out[i] = difference;
    beyond |= (x ^ y) & (x ^ difference);
  }
  return beyond >= 0;
};

/** Products are looked at as parts of 2^31: of floats V8 does not ask whether one is -0, which the processor could not guess. */
const PART = 2 ** -31;

const mul: Loop = (a, b, mask, out) => {
  let beyond = false;
  for (let i = 0; i < out.length; i++) {
    const x = a[i]!;
    const y = b[i & mask]!;
    out[i] = Math.imul(x, y);
    const part = x * (y * PART);
    if (part >= 1 || part < -1) beyond = true;
  }
  return !beyond;
};

const LOOPS: Readonly<Partial<Record<Operator, Loop>>> = { add, sub, mul };

/**
 * Sums, differences and products that are int32 on both sides and in what comes of it, without a missing row: nothing is
 * laid out as float64, and nothing narrowed. Null where it is anything else.
 */
export function int32Arithmetic(op: Operator, left: Column, right: Operand): Vector | null {
  const loop = LOOPS[op];
  if (loop === undefined || !isInt32WithoutMissing(left) || !(right instanceof Column ? isInt32WithoutMissing(right) : fitsInt32(right))) return null;
  const scalar = right instanceof Column ? null : Int32Array.of(right as number);
  const out = sharedArray(Int32Array, left.length).subarray(0, left.length);
  for (const { begin, end, left: a, right: b } of alignedPieces(left, right instanceof Column ? right : null)) {
    const fits = b === null ? loop(valuesOf(a), scalar!, 0, out.subarray(begin, end)) : loop(valuesOf(a), valuesOf(b), -1, out.subarray(begin, end));
    if (!fits) return null;
  }
  return new Vector(new Storage(INT32, out.length, { data: out, validity: null }));
}

function fitsInt32(scalar: Operand): boolean {
  return typeof scalar === "number" && (scalar | 0) === scalar && !Object.is(scalar, -0);
}

/** A column of int32 of which none is missing. */
function isInt32WithoutMissing(column: Column): boolean {
  const { type } = column;
  return type.kind === "int" && type.bits === 32 && type.signed && validityOfColumn(column) === null;
}

/** The cells of a column of one vector: a view. */
function valuesOf({ vectors: [vector] }: Column): Int32Array {
  const { storage, offset, length } = vector!;
  return (storage.data as Int32Array).subarray(offset, offset + length);
}
