import { bitmapBytes, setBit } from "../bitmap.js";
import { WideCells } from "../build/builders/wide-cells.js";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { INT64, TIMESTAMP_MS, type DataType, type IntType } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { floatColumn } from "../verbs/numbers/floats.js";
import { integerVector, wideVector } from "../verbs/numbers/results.js";

/** The validity of groups of which `counts` tells how many cells each has: those with fewer than `least` are missing. */
export function enough(counts: Float64Array, least: number): Uint8Array | null {
  let bits: Uint8Array | null = null;
  for (let group = 0; group < counts.length; group++) {
    if (counts[group]! >= least) continue;
    bits ??= allSet(counts.length);
    bits[group >> 3]! &= ~(1 << (group & 7));
  }
  return bits;
}

function allSet(length: number): Uint8Array {
  const bits = sharedArray(Uint8Array, bitmapBytes(length));
  for (let i = 0; i < length; i++) setBit(bits, i);
  return bits;
}

/** Whole numbers below 2^53 as an int64 column. */
export function countColumn(name: string, counts: Float64Array): Column {
  const cells = new WideCells(counts.length);
  for (let i = 0; i < counts.length; i++) cells.setNumber(i, counts[i]!);
  return Column.of(name, new Vector(new Storage(INT64, counts.length, { data: cells.signed(counts.length) })));
}

/** Integers as a column of `type`, or of float64 where one does not fit it. `exact` is asked for the digits of those beyond 2^53. */
export function integerColumn(name: string, type: IntType, values: Float64Array, validity: Uint8Array | null, exact: (group: number) => bigint): Column {
  const narrow = integerVector(type, values, validity);
  return Column.of(name, narrow ?? wideVector(type, Array.from(values, (_, group) => exact(group)), validity));
}

const DAY_MS = 86_400_000;

/**
 * A statistic of a column of `type`, in that column's unit: of times a time (whole units, rounded towards zero as pandas
 * does; of dates a timestamp), of all others float64. With `distance` it is no instant but a length of time.
 */
export function statisticColumn(name: string, type: DataType, values: Float64Array, validity: Uint8Array | null, distance = false): Column {
  if (type.kind !== "timestamp" && type.kind !== "date" && type.kind !== "duration") return floatColumn(name, values, validity);
  const unit = type.unit === "day" ? "ms" : type.unit;
  const made: DataType = type.kind === "duration" || distance ? { kind: "duration", unit } : type.kind === "timestamp" ? type : TIMESTAMP_MS;
  const data = sharedArray(BigInt64Array, values.length).subarray(0, values.length);
  for (let i = 0; i < data.length; i++) data[i] = BigInt(Math.trunc(values[i]! * (type.unit === "day" ? DAY_MS : 1)) || 0);
  return Column.of(name, new Vector(new Storage(made, values.length, { data, validity })));
}
