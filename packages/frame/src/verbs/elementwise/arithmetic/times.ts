import { FrameError } from "@framepool/errors";
import { bitAt } from "../../../bitmap.js";
import { shown } from "../../../build/cell-error.js";
import { Column } from "../../../column.js";
import { TIMESTAMP_MS, typeName, type TimeUnit } from "../../../data-types.js";
import { instantsOf, timeColumn, type Instants, type TimeType } from "../../../dt/instants.js";
import { nullVector } from "../../../null-vector.js";
import type { Operand } from "../../arguments/operand.js";
import { mayBeNumeric } from "../../cells/numeric-only.js";
import { bothValid, validityOfColumn } from "../../cells/validity.js";
import { floatColumn, floatsOf, newFloats, validityOfFlags } from "../../numbers/floats.js";
import type { Operator } from "./loops.js";

const UNITS: readonly TimeUnit[] = ["s", "ms", "us", "ns"];

/** One side: instants, durations, or numbers to multiply and divide by. A scalar number beside a time counts ms. */
interface Side extends Instants {
  readonly kind: "instant" | "duration" | "number";
  readonly unit: TimeUnit;
  /** row `i` is at `i & mask` */
  readonly mask: -1 | 0;
}

/** Whether an operand is a time, so that arithmetic is that of times. */
export function isTime(operand: Operand): boolean {
  if (!(operand instanceof Column)) return operand instanceof Date;
  const { kind } = operand.type;
  return kind === "date" || kind === "timestamp" || kind === "duration";
}

/**
 * Times added, subtracted and scaled: instant − instant is a duration, instant ± duration an instant; durations are
 * added, subtracted, multiplied and divided by numbers, and by each other, which is a number.
 */
export function timeArithmetic(op: Operator, left: Column, right: Operand, verb: string): Column {
  if (isMissing(right)) return new Column(left.name, left.type, left.vectors.map(({ length }) => nullVector(left.type, length)));
  const scalar = op === "mul" || op === "div";
  const a = sideOf(left);
  const b = op === "abs" ? a : sideOf(right, scalar);
  const made = a === null || b === null ? null : combined(op, left, a, b);
  if (made !== null) return made;
  const other = right instanceof Column ? `column "${right.name}" (${typeName(right.type)})` : shown(right);
  throw new FrameError(`${verb}: column "${left.name}" (${typeName(left.type)}) and ${other} cannot be computed with; times are added, subtracted and scaled, and a number beside one counts ms`, { column: left.name });
}

/** Missing in every row. */
function isMissing(operand: Operand): boolean {
  return operand instanceof Column ? operand.type.kind === "null" : operand === null;
}

function combined(op: Operator, column: Column, a: Side, b: Side): Column | null {
  const kinds = `${a.kind} ${op} ${b.kind}`;
  const unit = UNITS[Math.max(1, UNITS.indexOf(a.unit), UNITS.indexOf(b.unit))]!;
  const instant: TimeType = { ...TIMESTAMP_MS, timezone: timezoneOf(column), unit };
  const duration: TimeType = { kind: "duration", unit };
  switch (kinds) {
    case "instant sub instant":
    case "duration sub duration": return timeColumn(column.name, duration, added(a, b, -1));
    case "duration add duration": return timeColumn(column.name, duration, added(a, b, 1));
    case "instant add duration": return timeColumn(column.name, instant, added(a, b, 1));
    case "duration add instant": return timeColumn(column.name, { ...TIMESTAMP_MS, unit }, added(a, b, 1));
    case "instant sub duration": return timeColumn(column.name, instant, added(a, b, -1));
    case "duration mul number": return timeColumn(column.name, { kind: "duration", unit: a.unit }, scaled(a, b, (value, factor) => value * factor));
    case "number mul duration": return timeColumn(column.name, { kind: "duration", unit: b.unit }, scaled(b, a, (value, factor) => value * factor));
    case "duration div number": return timeColumn(column.name, { kind: "duration", unit: a.unit }, scaled(a, b, (value, factor) => value / factor));
    case "duration div duration": return ratio(column, a, b);
    case "duration abs duration": return timeColumn(column.name, { kind: "duration", unit: a.unit }, absolute(a));
    default: return null;
  }
}

function timezoneOf({ type }: Column): string | null {
  return type.kind === "timestamp" ? type.timezone : null;
}

function sideOf(operand: Operand, scaling = false): Side | null {
  if (operand instanceof Column) return columnSide(operand);
  const one = { mask: 0, nanos: null, validity: null, unit: "ms" } as const;
  if (operand instanceof Date) return { ...one, kind: "instant", ms: Float64Array.of(operand.getTime()) };
  if (typeof operand !== "number" || Number.isNaN(operand)) return null;
  return { ...one, kind: scaling ? "number" : "duration", ms: Float64Array.of(operand) };
}

function columnSide(column: Column): Side | null {
  const { type } = column;
  if (type.kind === "date") return { ...instantsOf(column), kind: "instant", unit: "ms", mask: -1 };
  if (type.kind === "timestamp" || type.kind === "duration") return { ...instantsOf(column), kind: type.kind === "timestamp" ? "instant" : "duration", unit: type.unit, mask: -1 };
  if (!mayBeNumeric(column)) return null;
  const ms = floatsOf("mul", column);
  return { kind: "number", unit: "ms", mask: -1, ms, nanos: null, validity: validityOfColumn(column) };
}

function added(a: Side, b: Side, sign: 1 | -1): Instants {
  const { length } = a.ms;
  const ms = new Float64Array(length);
  const nanos = a.nanos === null && b.nanos === null ? null : new Int32Array(length);
  for (let row = 0; row < length; row++) {
    ms[row] = a.ms[row]! + sign * b.ms[row & b.mask]!;
    if (nanos === null) continue;
    const fine = (a.nanos?.[row] ?? 0) + sign * (b.nanos?.[row & b.mask] ?? 0);
    const carry = Math.floor(fine / 1_000_000);
    ms[row]! += carry;
    nanos[row] = fine - carry * 1_000_000;
  }
  return { ms, nanos, validity: bothValid(a.validity, b.validity) };
}

/** A duration times or by a number, rounded towards zero to its own unit. */
function scaled(duration: Side, factor: Side, of: (value: number, factor: number) => number): Instants {
  // A scalar has one row, also beside a column that has none.
  const { length } = duration.mask === -1 ? duration.ms : factor.ms;
  const ms = new Float64Array(length);
  const nanos = duration.nanos === null ? null : new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const value = duration.ms[row & duration.mask]!;
    const by = factor.ms[row & factor.mask]!;
    if (nanos === null) {
      ms[row] = Math.trunc(of(value, by));
      continue;
    }
    const fine = Math.trunc(of(value * 1e6 + duration.nanos![row & duration.mask]!, by));
    ms[row] = Math.floor(fine / 1e6);
    nanos[row] = fine - ms[row]! * 1e6;
  }
  const validity = bothValid(duration.validity, factor.validity);
  const missing = new Uint8Array(length);
  for (let row = 0; row < length; row++) if (!Number.isFinite(ms[row]) || (validity !== null && !bitAt(validity, row))) missing[row] = 1;
  return { ms, nanos, validity: validityOfFlags(missing) };
}

function ratio(column: Column, a: Side, b: Side): Column {
  const out = newFloats(a.ms.length);
  const validity = bothValid(a.validity, b.validity);
  const at = ({ ms, nanos, mask }: Side, row: number): number => ms[row & mask]! + (nanos?.[row & mask] ?? 0) / 1e6;
  for (let row = 0; row < out.length; row++) out[row] = validity === null || bitAt(validity, row) ? at(a, row) / at(b, row) : NaN;
  return floatColumn(column.name, out);
}

function absolute(side: Side): Instants {
  const back = added({ ...side, ms: new Float64Array(side.ms.length), nanos: null }, side, -1);
  const ms = side.ms.map((value, row) => (value < 0 ? back.ms[row]! : value));
  const nanos = side.nanos?.map((value, row) => (side.ms[row]! < 0 ? back.nanos![row]! : value)) ?? null;
  return { ms, nanos, validity: side.validity };
}
