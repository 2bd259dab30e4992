import { FrameError } from "@framepool/errors";
import { bitAt, bitmapBytes } from "../../bitmap.js";
import { shown } from "../../build/cell-error.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { FLOAT64, INT32, INT64, typeName, type DataType, type IntType } from "../../data-types.js";
import { remedy } from "../../remedy.js";
import { unifyTypes } from "../../unify.js";
import type { Vector } from "../../vector.js";
import { checkLengths } from "../arguments/check-lengths.js";
import type { Operand } from "../arguments/operand.js";
import { isText, joinText } from "../cells/join-text.js";
import { bothValid, validityOfColumn } from "../cells/validity.js";
import { numberPairs } from "../numbers/number-pairs.js";
import { bigintAt, columnNumbers, scalarNumbers, type Numbers } from "../numbers/numbers.js";
import { floatVector, integerVector, wideVector } from "../numbers/results.js";
import { int32Arithmetic } from "./arithmetic/int32.js";
import { INTEGER_LOOPS, LOOPS, type Operator } from "./arithmetic/loops.js";
import { isTime, timeArithmetic } from "./arithmetic/times.js";
import { WIDE } from "./arithmetic/wide.js";

/**
 * `left op right`, row by row: over float64, or over bigints where integers go beyond 2^53. Integers stay integers
 * (see `integerVector`); `div`, and a float on either side, make floats.
 */
export function arithmetic(op: Operator, left: Column, right: Operand, verb: string = op): Column {
  if (right instanceof Column) checkLengths(verb, left, right);
  if (op === "add" && isText(left) && isText(right)) return joinText(left, right);
  if (isTime(left) || isTime(right)) return timeArithmetic(op, left, right, verb);
  const type = resultType(op, left, right, verb);
  const narrow = int32Arithmetic(op, left, right);
  if (narrow !== null) return Column.of(left.name, narrow);
  if (type.kind !== "int") return Column.of(left.name, floats(op, type, left, right));
  const a = columnNumbers(left);
  const b = right instanceof Column ? columnNumbers(right) : scalarOf(right, left);
  return Column.of(left.name, integers(op, type, a, b, commonValidity(a.validity, b, left.length)));
}

function floats(op: Operator, type: DataType, left: Column, right: Operand): Vector {
  const { length } = left;
  const out = sharedArray(Float64Array, length).subarray(0, length);
  const beside = right instanceof Column ? right : scalarOf(right, left);
  for (const { begin, end, a, b, mask } of numberPairs(left, beside)) LOOPS[op](a, b, mask, out.subarray(begin, end));
  const own = validityOfColumn(left);
  return floatVector(type, out, beside instanceof Column ? bothValid(own, validityOfColumn(beside)) : commonValidity(own, beside, length));
}

function scalarOf(right: Operand, left: Column): Numbers {
  return scalarNumbers(right as number | bigint | boolean | null, left.type);
}

function integers(op: Operator, type: IntType, a: Numbers, b: Numbers, validity: Uint8Array | null): Vector {
  const { length } = a.values;
  if (a.wide === null && b.wide === null) {
    const out = sharedArray(Float64Array, length).subarray(0, length);
    INTEGER_LOOPS[op](a.values, b.values, b.mask, out);
    const narrow = integerVector(type, out, validity);
    if (narrow !== null) return narrow;
  }
  const exact = WIDE[op as Exclude<Operator, "div">];
  const [x, y] = [bigintAt(a), bigintAt(b)];
  const missing = (row: number): boolean => validity !== null && !bitAt(validity, row);
  return wideVector(type, Array.from({ length }, (_, row) => (missing(row) ? 0n : exact(x(row), y(row)))), validity);
}

/** Rows that have both values. A scalar that is missing is missing everywhere. */
function commonValidity(own: Uint8Array | null, b: Numbers, length: number): Uint8Array | null {
  if (b.mask === 0 && b.validity !== null) return sharedArray(Uint8Array, bitmapBytes(length));
  return bothValid(own, b.validity);
}

/** The type to begin with: that which holds both operands. A scalar takes the column's type, if it is as whole as that. */
function resultType(op: Operator, left: Column, right: Operand, verb: string): DataType {
  const a = numericType(left.type);
  const b = right instanceof Column ? numericType(right.type) : scalarType(right, a);
  if (a === null || b === null) throw cannot(verb, left, right);
  const common = a.kind === "int" && b.kind === "int" ? wider(a, b) : (unifyTypes(a, b) ?? FLOAT64);
  return op === "div" && common.kind === "int" ? FLOAT64 : common;
}

/** null: not to be computed with. Bools count as 0 and 1, and what is only missing as integers. */
function numericType(type: DataType): DataType | null {
  if (type.kind === "bool" || type.kind === "null") return INT32;
  return type.kind === "int" || (type.kind === "float" && type.bits > 16) ? type : null;
}

function scalarType(scalar: unknown, type: DataType | null): DataType | null {
  if (scalar === null || typeof scalar === "boolean") return type;
  if (typeof scalar === "bigint") return type?.kind === "int" ? { ...type, bigint: true } : type;
  if (typeof scalar !== "number") return null;
  return type?.kind === "int" && !(Number.isSafeInteger(scalar) && !Object.is(scalar, -0)) ? FLOAT64 : type;
}

/** uint64 beside signed integers begins as int64: the values decide. */
function wider(a: IntType, b: IntType): IntType {
  const common = unifyTypes(a, b) ?? INT64;
  const bigint = a.bigint === true || b.bigint === true;
  const type = common.kind === "int" ? common : INT64;
  return bigint ? { ...type, bigint } : type;
}

function cannot(verb: string, left: Column, right: Operand): FrameError {
  const other = right instanceof Column ? `column "${right.name}" (${typeName(right.type)})` : shown(right);
  return new FrameError(`${verb}: column "${left.name}" (${typeName(left.type)}) and ${other} cannot be computed with${fixOf(verb, left, right)}`, { column: left.name });
}

/** What to write instead, where that is known. */
function fixOf(verb: string, left: Column, right: Operand): string {
  if (Array.isArray(right)) return "; make it a Series first: new Series([…])";
  const isJoined = verb === "add" && (isText(left) || typeof right === "string" || (right instanceof Column && isText(right)));
  return isJoined ? '; text is joined with text: .astype("string") makes text of the others' : remedy(left.type);
}
