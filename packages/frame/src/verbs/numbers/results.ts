import { bitAt } from "../../bitmap.js";
import { WideCells } from "../../build/builders/wide-cells.js";
import { sharedArray } from "../../build/growing.js";
import { FLOAT64, INT32, INT64, type DataType, type IntType } from "../../data-types.js";
import { layoutOf } from "../../layout.js";
import { Storage, type DataArray } from "../../storage.js";
import { Vector } from "../../vector.js";

/** float64 or float32 results as a vector. */
export function floatVector(type: DataType, out: Float64Array, validity: Uint8Array | null): Vector {
  const data = type.kind === "float" && type.bits === 64 ? out : copied(type, out);
  return new Vector(new Storage(type, out.length, { data, validity }));
}

/**
 * Integer results as a vector of the narrowest of `base`, int32 and int64 that holds them all; float64 if one is no
 * integer (a division by zero, a negative power). Null if one is beyond 2^53, and so perhaps not exact: each result
 * must be rounded once, so that it does not depend on the rows beside it.
 */
export function integerVector(base: IntType, out: Float64Array, validity: Uint8Array | null): Vector | null {
  let [low, high] = [0, 0];
  let whole = true;
  for (let i = 0; i < out.length; i++) {
    if (validity !== null && !bitAt(validity, i)) {
      out[i] = 0;
      continue;
    }
    const value = out[i]!;
    if (Math.floor(value) !== value || value === Infinity || value === -Infinity) whole = false; // NaN too
    else if (value < low) low = value;
    else if (value > high) high = value;
  }
  if (low < Number.MIN_SAFE_INTEGER || high > Number.MAX_SAFE_INTEGER) return null;
  if (!whole) return floatVector(FLOAT64, withoutMinusZero(out), validity);
  const type = narrowest(base, BigInt(low), BigInt(high)) as IntType;
  const data = type.bits < 64 ? copied(type, out) : halved(type, out);
  return new Vector(new Storage(type, out.length, { data, validity }));
}

/** Integers have no -0. */
function withoutMinusZero(out: Float64Array): Float64Array {
  for (let i = 0; i < out.length; i++) out[i]! += 0;
  return out;
}

/** {@link integerVector} for exact results; those that fit no 64 bits make the column float64, each rounded once. */
export function wideVector(base: IntType, out: readonly (bigint | number)[], validity: Uint8Array | null): Vector {
  let [low, high] = [0n, 0n];
  let whole = true;
  for (const value of out) {
    if (typeof value === "number") whole = false;
    else if (value < low) low = value;
    else if (value > high) high = value;
  }
  const type = whole ? narrowest(base, low, high) : FLOAT64;
  return new Vector(new Storage(type, out.length, { data: written(type, out), validity }));
}

/** The first of the types that holds both ends. uint32 and uint64 are not followed by int32: parts of either type make int64 together. */
function narrowest(base: IntType, low: bigint, high: bigint): DataType {
  const wide = base.bigint === true ? { ...INT64, bigint: true as const } : INT64;
  const between = base.signed || base.bits < 32 ? [INT32] : [];
  return [base, ...between, wide].find((type) => fits(type, low, high)) ?? FLOAT64;
}

function fits({ bits, signed }: IntType, low: bigint, high: bigint): boolean {
  const end = 1n << BigInt(signed ? bits - 1 : bits);
  return low >= (signed ? -end : 0n) && high < end;
}

function copied(type: DataType, out: Float64Array): DataArray {
  const data = sharedArray(layoutOf(type)!.array, out.length).subarray(0, out.length);
  (data as Float64Array).set(out);
  return data;
}

function halved(type: IntType, out: Float64Array): DataArray {
  const cells = new WideCells(out.length);
  for (let i = 0; i < out.length; i++) cells.setNumber(i, out[i]!);
  return type.signed ? cells.signed(out.length) : cells.unsigned(out.length);
}

function written(type: DataType, out: readonly (bigint | number)[]): DataArray {
  const data = sharedArray(layoutOf(type)!.array, out.length).subarray(0, out.length);
  const wide = data instanceof BigInt64Array || data instanceof BigUint64Array;
  for (const [i, value] of out.entries()) data[i] = wide ? value : Number(value);
  return data;
}
