import { FrameError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { Column } from "../../column.js";
import { typeName, type DataType } from "../../data-types.js";
import { asDate } from "../../dt/any-date.js";
import { remedy } from "../../remedy.js";
import { checkLengths } from "../arguments/check-lengths.js";
import type { Operand } from "../arguments/operand.js";
import { boolColumn, flagMissing } from "../cells/flags.js";
import { isText } from "../cells/join-text.js";
import { validityOfColumn } from "../cells/validity.js";
import { numberPairs } from "../numbers/number-pairs.js";
import { columnNumbers, scalarNumbers } from "../numbers/numbers.js";
import { LOOPS, type Comparison } from "./compare/loops.js";
import { compareNumbers } from "./compare/numbers.js";
import { compareText } from "./compare/text.js";
import { countsOf, timesKind } from "./compare/times.js";

export type { Comparison } from "./compare/loops.js";

/** A bool column, nothing missing in it: `left op right`, row by row; where either is missing, false (`ne`: true). */
export function compare(op: Comparison, left: Column, right: Operand, verb: string = op): Column {
  if (right instanceof Column) checkLengths(verb, left, right);
  const flags = isMissing(left) || isMissing(right) ? new Uint8Array(left.length).fill(op === "ne" ? 1 : 0) : flagsOf(op, left, right, verb);
  flagMissing(flags, validityOfColumn(left), op === "ne" ? 1 : 0);
  if (right instanceof Column) flagMissing(flags, validityOfColumn(right), op === "ne" ? 1 : 0);
  return boolColumn(left.name, flags);
}

/** Missing in every row, so that there is no type to compare. */
function isMissing(operand: Operand): boolean {
  return operand instanceof Column ? operand.type.kind === "null" : operand === null;
}

function flagsOf(op: Comparison, left: Column, right: Operand, verb: string): Uint8Array {
  if (isText(left) && isText(right)) return compareText(op, left, right);
  if (isNumber(left) && isNumber(right)) return compareColumns(op, left, right);
  const kind = left.type.kind === "timestamp" || left.type.kind === "date" || left.type.kind === "duration" ? timesKind(left) : null;
  if (kind !== null && timesKind(right) === kind) return compareNumbers(op, ...countsOf(left, right), left.length);
  const comparable = (kind !== null || isText(left) || isNumber(left)) && !Array.isArray(right);
  // As in pandas, values of two kinds are never equal, and have no order.
  if (comparable && (op === "eq" || op === "ne")) return new Uint8Array(left.length).fill(op === "ne" ? 1 : 0);
  throw cannot(verb, left, right);
}

/** The operand of `eq` or `ne`. Throws FrameError for a text that is a date, beside times: pandas takes it for one. */
export function noDate(verb: "eq" | "ne", left: Column, right: Operand): Operand {
  if (typeof right === "string" && timesKind(left) === "instant" && asDate(right) !== "") throw cannot(verb, left, right);
  return right;
}

function compareColumns(op: Comparison, left: Column, right: Operand): Uint8Array {
  const beside = right instanceof Column ? right : scalarNumbers(right as number, left.type);
  const isBesideWide = beside instanceof Column ? isWide(beside) : beside.wide !== null;
  if (isWide(left) || isBesideWide) return compareNumbers(op, columnNumbers(left), beside instanceof Column ? columnNumbers(beside) : beside, left.length);
  const flags = new Uint8Array(left.length);
  for (const { begin, end, a, b, mask } of numberPairs(left, beside)) LOOPS[op](a, b, mask, flags.subarray(begin, end));
  return flags;
}

/** Whether cells may be beyond what a float64 holds exactly. */
function isWide({ type }: Column): boolean {
  return type.kind === "int" && type.bits === 64;
}

function isNumber(operand: Operand): boolean {
  if (!(operand instanceof Column)) return typeof operand === "number" || typeof operand === "bigint" || typeof operand === "boolean";
  return isNumberType(operand.type);
}

function isNumberType(type: DataType): boolean {
  return type.kind === "int" || type.kind === "bool" || (type.kind === "float" && type.bits > 16);
}

function cannot(verb: string, left: Column, right: Operand): FrameError {
  const other = right instanceof Column ? `column "${right.name}" (${typeName(right.type)})` : Array.isArray(right) ? "an array; make it a Series first: new Series([…])" : shown(right);
  const isTime = left.type.kind === "timestamp" || left.type.kind === "date";
  return new FrameError(`${verb}: column "${left.name}" (${typeName(left.type)}) cannot be compared with ${other}${isTime && typeof right === "string" ? asDate(right) : remedy(left.type)}`, { column: left.name });
}
