import { bitAt } from "../bitmap.js";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { FLOAT64, INT32, type DataType } from "../data-types.js";
import { layoutOf } from "../layout.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { expectDurations } from "./expect-time.js";
import { instantsOf } from "./instants.js";

const DAY = 86_400_000;

/** Whole days, rounded down. int32. */
export function days(column: Column): Column {
  return numbers(column, "days", INT32, (ms) => Math.floor(ms / DAY));
}

/** Whole seconds beyond the days, 0 to 86,399. int32. */
export function seconds(column: Column): Column {
  return numbers(column, "seconds", INT32, (ms) => Math.floor((ms - Math.floor(ms / DAY) * DAY) / 1000));
}

/** Microseconds beyond the seconds. int32. */
export function microseconds(column: Column): Column {
  return numbers(column, "microseconds", INT32, (ms, nanos) => (ms - Math.floor(ms / 1000) * 1000) * 1000 + Math.floor(nanos / 1000));
}

/** All of it in seconds. float64. */
export function totalSeconds(column: Column): Column {
  return numbers(column, "totalSeconds", FLOAT64, (ms, nanos) => (nanos === 0 ? ms / 1000 : Number(BigInt(ms) * 1_000_000n + BigInt(nanos)) / 1e9));
}

function numbers(column: Column, method: string, type: DataType, of: (ms: number, nanos: number) => number): Column {
  expectDurations(column, method);
  const { ms, nanos, validity } = instantsOf(column);
  const data = sharedArray(layoutOf(type)!.array, ms.length).subarray(0, ms.length) as Float64Array;
  for (let row = 0; row < ms.length; row++) {
    if (validity === null || bitAt(validity, row)) data[row] = of(ms[row]!, nanos === null ? 0 : nanos[row]!);
  }
  return Column.of(column.name, new Vector(new Storage(type, ms.length, { data, validity })));
}
