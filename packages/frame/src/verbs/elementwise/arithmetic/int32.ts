import { sharedArray } from "../../../build/growing.js";
import { Column } from "../../../column.js";
import { INT32, type DataType } from "../../../data-types.js";
import { Storage } from "../../../storage.js";
import { Vector } from "../../../vector.js";
import type { Operand } from "../../arguments/operand.js";
import { validityOfColumn } from "../../cells/validity.js";
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

const LOOPS: Readonly<Partial<Record<Operator, Loop>>> = { add, sub };

/**
 * Sums and differences that are int32 on both sides and in what comes of it, without a missing row: nothing is laid out as
 * float64, and nothing narrowed. Null where it is anything else.
 */
export function int32Arithmetic(op: Operator, left: Column, right: Operand): Vector | null {
  const loop = LOOPS[op];
  const a = loop === undefined ? null : valuesOf(left);
  const b = a === null ? null : int32Operand(right);
  if (loop === undefined || a === null || b === null) return null;
  const out = sharedArray(Int32Array, a.length).subarray(0, a.length);
  return loop(a, b.values, b.mask, out) ? new Vector(new Storage(INT32, out.length, { data: out, validity: null })) : null;
}

function int32Operand(right: Operand): { readonly values: Int32Array; readonly mask: -1 | 0 } | null {
  if (typeof right === "number") return (right | 0) === right && !Object.is(right, -0) ? { values: Int32Array.of(right), mask: 0 } : null;
  const values = right instanceof Column ? valuesOf(right) : null;
  return values === null ? null : { values, mask: -1 };
}

/** The cells of a column of one int32 vector of which none is missing: a view. */
function valuesOf(column: Column): Int32Array | null {
  const { type, vectors: [vector, ...others] } = column;
  if (!isInt32(type) || vector === undefined || others.length > 0 || validityOfColumn(column) !== null) return null;
  return (vector.storage.data as Int32Array).subarray(vector.offset, vector.offset + vector.length);
}

function isInt32(type: DataType): boolean {
  return type.kind === "int" && type.bits === 32 && type.signed;
}
