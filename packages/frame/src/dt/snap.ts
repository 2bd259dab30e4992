import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import type { Column } from "../column.js";
import { TIMESTAMP_MS, typeName } from "../data-types.js";
import { instantsOf, timeColumn, type TimeType } from "./instants.js";

/** Where an instant goes that lies between two ticks. */
export type Direction = "floor" | "ceil" | "round";

const NANOS: Readonly<Record<string, bigint>> = {
  D: 86_400_000_000_000n, h: 3_600_000_000_000n, H: 3_600_000_000_000n, min: 60_000_000_000n, T: 60_000_000_000n,
  s: 1_000_000_000n, S: 1_000_000_000n, ms: 1_000_000n, L: 1_000_000n, us: 1_000n, U: 1_000n, ns: 1n, N: 1n,
};

/** Nanoseconds of a frequency: `"D"`, `"15min"`, `"6h"` …, or a number of ms. Throws ArgumentError for one that has no fixed length. */
function frequencyNanos(method: string, frequency: string | number): bigint {
  if (typeof frequency === "number") {
    if (Number.isSafeInteger(frequency) && frequency > 0) return BigInt(frequency) * 1_000_000n;
    throw new ArgumentError(`dt.${method}: a frequency is a whole number of ms above 0, or text like "15min", not ${String(frequency)}`);
  }
  if (typeof frequency !== "string") throw new ArgumentError(`dt.${method}: a frequency is text like "15min", or a number of ms, not ${shown(frequency)}`);
  const found = /^\s*(\d*)\s*([A-Za-z]+)\s*$/.exec(frequency);
  const unit = found !== null && Object.hasOwn(NANOS, found[2]!) ? NANOS[found[2]!]! : null;
  if (found === null || unit === null || found[1] === "0") throw new ArgumentError(`dt.${method}: ${shown(frequency)} is no frequency of fixed length; D h min s ms us ns are, with a number before them ("15min")`);
  return BigInt(found[1] === "" ? "1" : found[1]!) * unit;
}

/** Each time at a tick of a frequency, counted from 1970 UTC; a half goes to the even tick. Times of days become timestamps. */
export function snap(column: Column, direction: Direction, frequency: string | number): Column {
  const type = snappedType(column, direction);
  const every = frequencyNanos(direction, frequency);
  const { ms, nanos, validity } = instantsOf(column);
  const out = new Float64Array(ms.length);
  if (every % 1_000_000n === 0n) {
    const everyMs = Number(every / 1_000_000n);
    for (let row = 0; row < out.length; row++) out[row] = snapMs(ms[row]!, nanos?.[row] ?? 0, everyMs, direction);
    return timeColumn(column.name, type, { ms: out, nanos: null, validity });
  }
  const fine = new Int32Array(ms.length);
  for (let row = 0; row < out.length; row++) [out[row], fine[row]] = snapFine(ms[row]!, nanos?.[row] ?? 0, every, direction);
  return timeColumn(column.name, type, { ms: out, nanos: fine, validity });
}

/** Ticks of whole ms: exact in floats. */
function snapMs(ms: number, nanos: number, every: number, direction: Direction): number {
  const down = Math.floor(ms / every) * every;
  const over = ms - down;
  if (direction === "floor" || (over === 0 && nanos === 0)) return down;
  if (direction === "ceil") return down + every;
  const twice = 2 * over - every;
  const odd = (down / every) % 2 !== 0;
  return twice > 0 || (twice === 0 && (nanos > 0 || odd)) ? down + every : down;
}

function snapFine(ms: number, nanos: number, every: bigint, direction: Direction): [ms: number, nanos: number] {
  const count = BigInt(ms) * 1_000_000n + BigInt(nanos);
  const over = ((count % every) + every) % every;
  const down = count - over;
  const up = direction === "ceil" ? over > 0n : direction === "round" && (2n * over > every || (2n * over === every && (down / every) % 2n !== 0n));
  const result = up ? down + every : down;
  const below = ((result % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return [Number((result - below) / 1_000_000n), Number(below)];
}

function snappedType(column: Column, method: string): TimeType {
  const { type } = column;
  if (type.kind === "timestamp" || type.kind === "duration") return type.unit === "s" ? { ...type, unit: "ms" } : type;
  if (type.kind === "date" || type.kind === "null") return TIMESTAMP_MS;
  throw new FrameError(`dt.${method} needs times; column "${column.name}" is ${typeName(type)}. Make times of it first: .toDatetime()`, { column: column.name });
}
