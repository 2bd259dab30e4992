import { FrameError } from "@framepool/errors";
import { numbersFor, plainNumbersFor } from "../../aggregates/check-numbers.js";
import { ExactSum } from "../../aggregates/ExactSum.js";
import { addValue, exactSums, sumOf } from "../../aggregates/exact-sums.js";
import { statisticColumn } from "../../aggregates/results.js";
import { integerSumType } from "../../aggregates/sum.js";
import { bitmapBytes } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { typeName, type IntType } from "../../data-types.js";
import { newFloats } from "../numbers/floats.js";
import { numbersWithGaps, readsAsNumbers, type GappedNumbers } from "../numbers/numbers-with-gaps.js";
import { floatVector, integerVector, wideVector } from "../numbers/results.js";
import { sortKeys } from "../sort/sort-keys.js";
import { take } from "../take/take.js";

// All of these run down the rows of each group (`codes`; a row of -1 has no result). A missing cell stays missing, and
// what comes after it goes on from the cell before.

/** Sums so far of a whole column: of floats the exact sum, rounded once; integers stay integers. Nothing but -0 has the sum -0, as in numpy. */
export function cumsum(column: Column, codes: Int32Array, groups: number): Column {
  return runningSums(column, codes, groups, keepZeros);
}

/** {@link cumsum} of groups, whose sums begin with 0, as in pandas: nothing but -0 has the sum 0. */
export function cumsumInGroups(column: Column, codes: Int32Array, groups: number): Column {
  return runningSums(column, codes, groups, () => undefined);
}

/** Each -0 before which nothing else was, not even a missing cell. */
function keepZeros(values: Float64Array, sums: Float64Array): void {
  for (let row = 0; Object.is(values[row], -0); row++) sums[row] = -0;
}

function runningSums(column: Column, codes: Int32Array, groups: number, correct: (values: Float64Array, sums: Float64Array) => void): Column {
  const { name, type } = column;
  if (type.kind === "timestamp" || type.kind === "date") throw new FrameError(`cumsum: column "${name}" is ${typeName(type)}; points in time have no sum`, { column: name });
  const numbers = numbersFor("cumsum", column);
  const whole = integerSumType(type);
  if (whole !== null) return runningIntegers(name, whole, numbers, codes, new Float64Array(groups), SUM);
  const { values } = numbers;
  const sums = shortSumsSoFar(values, codes, groups) ?? longSumsSoFar(values, codes, groups) ?? sumsSoFar(values, codes, groups);
  correct(values, sums);
  return statisticColumn(name, type, sums, thereIn(values, codes));
}

/** Sums of finite numbers (NaN is none), while each is no more than two floats, as of nearly all data. Null as soon as one is more, or beyond the largest float. */
function shortSumsSoFar(values: Float64Array, codes: Int32Array, groups: number): Float64Array | null {
  const [highs, lows] = [new Float64Array(groups), new Float64Array(groups)];
  const out = newFloats(values.length);
  for (let row = 0; row < values.length; row++) {
    const x = values[row]!;
    const group = codes[row]!;
    if (x !== x || group < 0) continue;
    // Knuth's two-sum, twice: `high` and `low` together are exact unless something is lost.
    const high = highs[group]!;
    const low = lows[group]!;
    const sum = high + x;
    const part = sum - high;
    const error = high - (sum - part) + (x - part);
    const lowSum = low + error;
    const lowPart = lowSum - low;
    const lost = low - (lowSum - lowPart) + (error - lowPart);
    if (lost !== 0) return null; // NaN, too
    highs[group] = sum;
    lows[group] = lowSum;
    out[row] = sum + lowSum;
  }
  return out;
}

/** Sums of finite numbers of any sizes, each group's in floats of its own. Null as soon as one is beyond the largest float. */
function longSumsSoFar(values: Float64Array, codes: Int32Array, groups: number): Float64Array | null {
  const sums = new Array<ExactSum | undefined>(groups);
  const out = newFloats(values.length);
  for (let row = 0; row < values.length; row++) {
    const group = codes[row]!;
    if (group < 0 || values[row] !== values[row]) continue;
    const sum = (sums[group] ??= new ExactSum());
    sum.add(values[row]!);
    if (sum.overflowed) return null;
    out[row] = sum.value() + 0; // -0 is none of these sums
  }
  return out;
}

/** Sums of any numbers, also infinite ones, and such as go beyond the largest float and come back. */
function sumsSoFar(values: Float64Array, codes: Int32Array, groups: number): Float64Array {
  const sums = exactSums(groups);
  const out = newFloats(values.length);
  for (let row = 0; row < values.length; row++) {
    const group = codes[row]!;
    if (group < 0 || values[row] !== values[row]) continue;
    addValue(sums, group, values[row]!);
    out[row] = sumOf(sums, group);
  }
  return out;
}

/** Products so far; integers stay integers while they fit. */
export function cumprod(column: Column, codes: Int32Array, groups: number): Column {
  const { name, type } = column;
  const numbers = plainNumbersFor("cumprod", column);
  const products = new Float64Array(groups).fill(1);
  const whole = integerSumType(type);
  if (whole !== null) return runningIntegers(name, whole, numbers, codes, products, PRODUCT);
  const { values } = numbers;
  const out = newFloats(values.length);
  for (let row = 0; row < values.length; row++) {
    const group = codes[row]!;
    if (group >= 0 && values[row] === values[row]) out[row] = products[group]! *= values[row]!;
  }
  return statisticColumn(name, type, out, thereIn(values, codes));
}

/** Greatest values so far, of any type that has an order. */
export function cummax(column: Column, codes: Int32Array, groups: number): Column {
  return runningExtreme("cummax", column, codes, groups, -1);
}

/** Least values so far. */
export function cummin(column: Column, codes: Int32Array, groups: number): Column {
  return runningExtreme("cummin", column, codes, groups, 1);
}

interface Operation {
  readonly ofNumbers: (a: number, b: number) => number;
  readonly ofBigints: (a: bigint, b: bigint) => bigint;
}

const SUM: Operation = { ofNumbers: (a, b) => a + b, ofBigints: (a, b) => a + b };
const PRODUCT: Operation = { ofNumbers: (a, b) => a * b, ofBigints: (a, b) => a * b };

/** As float64 while that is exact, else once more as bigints: a result beyond 64 bits makes the column float64. */
function runningIntegers(name: string, type: IntType, numbers: GappedNumbers, codes: Int32Array, states: Float64Array, of: Operation): Column {
  const { values, wide } = numbers;
  const { ofNumbers } = of;
  const validity = thereIn(values, codes);
  const starts = states.slice();
  const out = newFloats(values.length);
  for (let row = 0; row < values.length; row++) {
    const group = codes[row]!;
    if (group >= 0 && values[row] === values[row]) out[row] = states[group] = ofNumbers(states[group]!, values[row]!);
  }
  const narrow = wide === null ? integerVector(type, out, validity) : null;
  return Column.of(name, narrow ?? wideVector(type, runningBigints(numbers, codes, starts, of), validity));
}

/** Beyond this a result is no 64-bit integer, and goes on as a float. */
const TOO_LARGE = 1n << 64n;

function runningBigints({ values, wide }: GappedNumbers, codes: Int32Array, starts: Float64Array, of: Operation): (bigint | number)[] {
  const states: (bigint | number)[] = Array.from(starts, BigInt);
  return Array.from(values, (value, row) => {
    const group = codes[row]!;
    if (group < 0 || value !== value) return 0n;
    const before = states[group]!;
    const after = typeof before === "bigint" ? of.ofBigints(before, wide?.[row] ?? BigInt(value)) : of.ofNumbers(before, value);
    const fits = typeof after === "bigint" && after < TOO_LARGE && after > -TOO_LARGE;
    return (states[group] = fits ? after : Number(after));
  });
}

function runningExtreme(verb: string, column: Column, codes: Int32Array, groups: number, sign: 1 | -1): Column {
  const numbers = readsAsNumbers(column.type) ? numbersWithGaps(column) : null;
  const { name, type } = column;
  if (numbers?.wide === null && (type.kind === "int" || (type.kind === "float" && type.bits > 16))) {
    const made = extremesSoFar(numbers.values, codes, groups, sign);
    const validity = thereIn(numbers.values, codes);
    return Column.of(name, type.kind === "int" ? integerVector(type, made, validity)! : floatVector(type, made, validity));
  }
  const better = numbers === null ? isBetterByKey(verb, column, sign) : isBetter(numbers, sign);
  const best = new Int32Array(groups).fill(-1);
  const rows = new Int32Array(column.length).fill(-1);
  for (let row = 0; row < rows.length; row++) {
    const group = codes[row]!;
    if (group < 0 || !better(row, row)) continue;
    if (best[group]! < 0 || better(row, best[group]!)) best[group] = row;
    rows[row] = best[group]!;
  }
  return take(column, rows);
}

function extremesSoFar(values: Float64Array, codes: Int32Array, groups: number, sign: 1 | -1): Float64Array {
  const best = new Float64Array(groups).fill(NaN);
  const out = newFloats(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const group = codes[row]!;
    if (value !== value || group < 0) continue;
    const before = best[group]!;
    out[row] = best[group] = (sign > 0 ? value > before : value < before) ? before : value;
  }
  return out;
}

/** Whether a row's value is there and is at least as good as that of another row. */
type IsBetter = (row: number, than: number) => boolean;

function isBetter({ values, wide }: GappedNumbers, sign: 1 | -1): IsBetter {
  if (wide === null) return (row, than) => values[row]! * sign <= values[than]! * sign;
  return (row, than) => values[row] === values[row] && (sign > 0 ? wide[row]! <= wide[than]! : wide[row]! >= wide[than]!);
}

function isBetterByKey(verb: string, column: Column, sign: 1 | -1): IsBetter {
  const { low, missing } = sortKeys(column, verb);
  return (row, than) => missing?.[row] !== 1 && (low[row]! - low[than]!) * sign <= 0;
}

/** The validity of results: rows that have a group and a value; null if all have. */
function thereIn(values: Float64Array, codes: Int32Array): Uint8Array | null {
  const { length } = values;
  const bits = sharedArray(Uint8Array, bitmapBytes(length));
  let there = 0;
  for (let row = 0; row < length; row += 8) {
    let byte = 0;
    const end = Math.min(8, length - row);
    for (let bit = 0; bit < end; bit++) {
      const is = Number(values[row + bit] === values[row + bit]) & (1 + (codes[row + bit]! >> 31));
      byte |= is << bit;
      there += is;
    }
    bits[row >> 3] = byte;
  }
  return there === length ? null : bits;
}
