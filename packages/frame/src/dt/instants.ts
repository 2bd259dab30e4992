import { FrameError } from "@framepool/errors";
import { bitAt, bitmapBytes, setBit } from "../bitmap.js";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import type { TimeUnit } from "../data-types.js";
import { Storage } from "../storage.js";
import { Vector } from "../vector.js";
import { validityOfColumn } from "../verbs/cells/validity.js";

const TWO_32 = 0x1_0000_0000;
const DAY_MS = 86_400_000;

/** Instants or durations as whole ms, rounded down, and the nanoseconds beyond them: 64 bits never become bigints. */
export interface Instants {
  readonly ms: Float64Array;
  /** 0 to 999,999; null where every one is 0 */
  readonly nanos: Int32Array | null;
  /** null if no row is missing */
  readonly validity: Uint8Array | null;
}

/** How many of a unit make a ms, for units finer than that. */
const PER_MS: Readonly<Record<"us" | "ns", number>> = { us: 1_000, ns: 1_000_000 };

/** The cells of a date, timestamp or duration column. */
export function instantsOf(column: Column): Instants {
  const { type, length } = column;
  const unit = type.kind === "timestamp" || type.kind === "duration" ? type.unit : "ms";
  const ms = new Float64Array(length);
  const nanos = unit === "us" || unit === "ns" ? new Int32Array(length) : null;
  for (const [k, { storage, offset, length: rows }] of column.vectors.entries()) {
    const data = storage.data?.subarray(offset, offset + rows);
    const into = ms.subarray(column.starts[k], column.starts[k + 1]);
    if (data instanceof Int32Array) for (let i = 0; i < rows; i++) into[i] = data[i]! * DAY_MS;
    else if (data instanceof BigInt64Array) split(data, unit, into, nanos?.subarray(column.starts[k], column.starts[k + 1]) ?? null);
  }
  return { ms, nanos, validity: validityOfColumn(column) };
}

/** Counts of a unit as ms and ns, by long division of their halves. */
function split(data: BigInt64Array, unit: TimeUnit, ms: Float64Array, nanos: Int32Array | null): void {
  const halves = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
  if (nanos === null) {
    const factor = unit === "s" ? 1000 : 1;
    for (let i = 0; i < ms.length; i++) ms[i] = (halves[2 * i + 1]! * TWO_32 + (halves[2 * i]! >>> 0)) * factor;
    return;
  }
  const units = unit === "us" ? PER_MS.us : PER_MS.ns;
  const scale = 1_000_000 / units;
  for (let i = 0; i < ms.length; i++) {
    const high = halves[2 * i + 1]!;
    const above = Math.floor(high / units);
    const low = (high - above * units) * TWO_32 + (halves[2 * i]! >>> 0);
    const below = Math.floor(low / units);
    ms[i] = above * TWO_32 + below;
    nanos[i] = (low - below * units) * scale;
  }
}

/** The coarsest unit from ms on that keeps every digit. */
export function unitOfNanos(nanos: Int32Array | null): TimeUnit {
  let unit: TimeUnit = "ms";
  if (nanos === null) return unit;
  for (let i = 0; i < nanos.length; i++) {
    if (nanos[i] === 0) continue;
    if (nanos[i]! % 1000 !== 0) return "ns";
    unit = "us";
  }
  return unit;
}

/** A timestamp or duration column. Throws FrameError, naming column and row, for what 64 bits of the unit do not hold. */
export function timeColumn(name: string, type: TimeType, { ms, nanos, validity }: Instants): Column {
  return Column.of(name, new Vector(new Storage(type, ms.length, { data: joined(name, type.unit, ms, nanos, validity), validity })));
}

/**
 * The same without those that do not fit in 64 bits: first what the unit of its own digits does not hold, which are then no
 * reason for the others to have it, and then what the unit of those that are left does not.
 */
export function fittingInstants(instants: Instants): Instants {
  const alone = without(instants, (ms, nanos) => fits(topOf(ms, nanos, nanos === 0 ? 1 : nanos % 1000 === 0 ? PER_MS.us : PER_MS.ns)));
  const unit = unitOfNanos(alone.nanos);
  const units = unit === "us" || unit === "ns" ? PER_MS[unit] : 1;
  return without(alone, (ms, nanos) => fits(topOf(ms, nanos, units)));
}

function without({ ms, nanos, validity }: Instants, isKept: (ms: number, nanos: number) => boolean): Instants {
  const kept = sharedArray(Uint8Array, bitmapBytes(ms.length)).subarray(0, bitmapBytes(ms.length));
  // Digits of what is missing ask for no unit.
  const keptNanos = nanos === null ? null : new Int32Array(nanos.length);
  for (let i = 0; i < ms.length; i++) {
    const beyond = nanos === null ? 0 : nanos[i]!;
    if ((validity !== null && !bitAt(validity, i)) || !isKept(ms[i]!, beyond)) continue;
    setBit(kept, i);
    if (keptNanos !== null) keptNanos[i] = beyond;
  }
  return { ms, nanos: keptNanos, validity: kept };
}

/** The upper half of the 64 bits that an instant becomes: it may be too large for 32. */
function topOf(ms: number, nanos: number, units: number): number {
  const high = Math.floor(ms / TWO_32);
  const low = (ms - high * TWO_32) * units + Math.floor((nanos * units) / 1_000_000);
  return high * units + Math.floor(low / TWO_32);
}

function fits(top: number): boolean {
  return top >= -(2 ** 31) && top < 2 ** 31;
}

export type TimeType = { readonly kind: "timestamp"; readonly unit: TimeUnit; readonly timezone: string | null } | { readonly kind: "duration"; readonly unit: TimeUnit };

function joined(name: string, unit: TimeUnit, ms: Float64Array, nanos: Int32Array | null, validity: Uint8Array | null): BigInt64Array {
  const data = sharedArray(BigInt64Array, ms.length).subarray(0, ms.length);
  const halves = new Int32Array(data.buffer, 0, ms.length * 2);
  const units = unit === "us" || unit === "ns" ? PER_MS[unit] : 1;
  const scale = 1_000_000 / units;
  for (let i = 0; i < ms.length; i++) {
    if (validity !== null && !bitAt(validity, i)) continue;
    const whole = unit === "s" ? Math.floor(ms[i]! / 1000) : ms[i]!;
    const high = Math.floor(whole / TWO_32);
    const low = (whole - high * TWO_32) * units + (nanos === null ? 0 : Math.floor(nanos[i]! / scale));
    const carry = Math.floor(low / TWO_32);
    const top = high * units + carry;
    if (!fits(top)) throw new FrameError(`column "${name}", row ${String(i)}: ${String(ms[i]!)} ms do not fit in 64 bits of ${unit}`, { column: name, row: i });
    halves[2 * i] = low - carry * TWO_32;
    halves[2 * i + 1] = top;
  }
  return data;
}
