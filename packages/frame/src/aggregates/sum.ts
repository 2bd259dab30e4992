import { FrameError } from "@framepool/errors";
import type { Column } from "../column.js";
import { INT64, typeName, UINT64, type DataType, type IntType } from "../data-types.js";
import { newFloats } from "../verbs/numbers/floats.js";
import { oneGroup, type Aggregate } from "./aggregate.js";
import { checkNumbers } from "./check-numbers.js";
import { addIntegers, addValue, addValues, addWide, exactSums, mergeSums, sumOf, unitsOfSum, type ExactSums } from "./exact-sums.js";
import { UNIT_BITS } from "./expansion.js";
import { isSmallInteger } from "../verbs/keys/integer-codes.js";
import { numberBlocks } from "../verbs/numbers/number-blocks.js";
import { integerColumn, statisticColumn } from "./results.js";
import { runAdder, runsOf, sumsOfRun } from "./run-adder.js";

interface State {
  readonly type: DataType;
  readonly sums: ExactSums;
}

/**
 * Exact sums: of integers and bools int64 (of unsigned ones uint64), float64 beyond that; of floats float64, rounded
 * once; of durations a duration. A group without a value sums to 0.
 */
export const sum: Aggregate<State> = {
  anyOrder: true,
  init: (groups, type) => ({ type, sums: exactSums(groups) }),
  add({ sums }, column, codes) {
    checkSummed(column);
    addNumbers(sums, "sum", column, codes);
  },
  addWhole({ sums }, column) {
    checkSummed(column);
    addWholeNumbers(sums, "sum", column);
  },
  merge: ({ sums }, other, places) => mergeSums(sums, other.sums, places),
  finish({ type, sums }, name) {
    const values = newFloats(sums.high.length);
    for (let group = 0; group < values.length; group++) values[group] = sumOf(sums, group);
    const whole = integerSumType(type);
    return whole === null ? statisticColumn(name, type, values, null) : integerColumn(name, whole, values, null, (group) => unitsOfSum(sums, group) >> BigInt(UNIT_BITS));
  },
};

/** Adds the cells of a column of numbers or times, and their number to `counts`. */
export function addNumbers(sums: ExactSums, verb: string, column: Column, codes: Int32Array, counts: Float64Array | null = null): void {
  checkNumbers(verb, column);
  const add = isSmallInteger(column.type) ? addIntegers : addValues;
  for (const { values, wide, codes: own } of numberBlocks(column, codes)) {
    if (wide === null) add(sums, values, own, counts);
    else addWide(sums, wide, values, own, counts);
  }
}

/** {@link addNumbers} of all cells to the only group. */
export function addWholeNumbers(sums: ExactSums, verb: string, column: Column, counts: Float64Array | null = null): void {
  checkNumbers(verb, column);
  for (const { sums: run, values, wide } of runsOf(column, false)) {
    if (wide !== null) addWide(sums, wide, values, oneGroup(values), counts);
    else addRun(sums, run, values, counts);
  }
}

/** The exact sum of a number for each row, rounded once; `fill` makes those of the rows from `begin` on. */
export function sumOfRows(rows: number, fill: (values: Float64Array, begin: number) => void): number {
  const adder = runAdder();
  const sums = exactSums(1);
  for (let begin = 0; begin < rows; begin += adder.most) {
    const values = adder.room.subarray(0, Math.min(adder.most, rows - begin));
    fill(values, begin);
    addRun(sums, sumsOfRun(adder, 0, values.length, false), values, null);
  }
  return sumOf(sums, 0);
}

/** Adds what a run comes to: how many numbers it has, and the pieces of their sum; its values where there are none. */
function addRun(sums: ExactSums, run: Float64Array | null, values: Float64Array, counts: Float64Array | null): void {
  if (run === null) {
    addValues(sums, values, oneGroup(values), counts);
    return;
  }
  for (let piece = 1; piece <= 3; piece++) addValue(sums, 0, run[piece]!);
  if (counts !== null) counts[0]! += run[0]!;
}

/** What integers of a type sum to; null for what is no integer. */
export function integerSumType(type: DataType): IntType | null {
  if (type.kind === "bool") return INT64;
  if (type.kind !== "int") return null;
  const wide = type.signed ? INT64 : UINT64;
  return type.bigint === true ? { ...wide, bigint: true } : wide;
}

function checkSummed({ name, type }: Column): void {
  if (type.kind === "timestamp" || type.kind === "date") throw new FrameError(`sum: column "${name}" is ${typeName(type)}; points in time have no sum`, { column: name });
}
