import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Column } from "../../column.js";
import { STRING, TIMESTAMP_MS, typeName, type TimeUnit } from "../../data-types.js";
import { anyDate } from "../../dt/any-date.js";
import { formatReader } from "../../dt/format-bytes.js";
import type { ReadBytes } from "../../dt/InstantRows.js";
import { fittingInstants, instantsOf, timeColumn, unitOfNanos, type Instants } from "../../dt/instants.js";
import { readIso } from "../../dt/iso-bytes.js";
import { readYearFirst, slashesReader } from "../../dt/slashes-bytes.js";
import { trimmed } from "../../dt/space-bytes.js";
import { strptime } from "../../dt/strptime.js";
import { checkOptions } from "../arguments/check-options.js";
import { isText } from "../cells/join-text.js";
import { missingFlags } from "../cells/missing.js";
import { validityOfFlags } from "../numbers/floats.js";
import { columnNumbers } from "../numbers/numbers.js";
import { toText } from "./astype/to-text.js";
import { readInstants } from "./to-datetime/read-instants.js";

/** How text or numbers become instants. */
export interface ToDatetimeOptions {
  /** directives of Python's strptime (`"%d/%m/%Y %H:%M"`), for the digits of numbers, too (`"%Y%m%d"` of 20210304); without it a text is ISO 8601, another date that begins with its year, or month, day and year */
  readonly format?: string;
  /** `"raise"` (default): what is no instant throws; `"coerce"`: it becomes missing */
  readonly errors?: "raise" | "coerce";
  /** what a number counts since 1970 (default `"ms"`) */
  readonly unit?: TimeUnit | "m" | "h" | "D";
  /** `03/04/2021` is the 3rd of April, not the 4th of March */
  readonly dayfirst?: boolean;
}

/** Instants, UTC, in ms or as fine as the digits need. A column of times is given back as timestamps. */
export function toDatetime(column: Column, options: ToDatetimeOptions = {}): Column {
  const { errors = "raise", unit = "ms" } = checkOptions("toDatetime", options, { format: "text", errors: ["raise", "coerce"], unit: Object.keys(NANOS), dayfirst: "flag" });
  if (options.format !== undefined && options.unit !== undefined) throw new ArgumentError(`toDatetime takes a format or a unit, not both: format ${shown(options.format)} reads digits, unit ${shown(options.unit)} counts since 1970`);
  const { kind } = column.type;
  if (kind === "timestamp") return column;
  if (kind === "date") return made(column, instantsOf(column), errors);
  if (isText(column)) return made(column, ofTexts(column, options), errors);
  if (options.format !== undefined && (kind === "int" || kind === "float")) return made(column, ofTexts(digitsOf(column), options), errors);
  if (kind === "int" || kind === "float" || kind === "null") return made(column, counted(column, unit, errors), errors);
  throw new FrameError(`toDatetime: column "${column.name}" is ${typeName(column.type)}; give text, numbers or times`, { column: column.name });
}

function made(column: Column, instants: Instants, errors: "raise" | "coerce"): Column {
  const unit = unitOfNanos(instants.nanos);
  try {
    return timestamps(column, instants, unit);
  } catch (error) {
    if (!(error instanceof FrameError) || error.row === null) throw error;
    if (errors === "coerce") {
      const fitting = fittingInstants(instants);
      return timestamps(column, fitting, unitOfNanos(fitting.nanos));
    }
    const why = unit === "ms" ? "" : `, which the digits of another cell need (ns reach from 1677 to 2262): cut those digits, str.slice(0, 23), or leave such times out`;
    throw new FrameError(`toDatetime: column "${column.name}", row ${String(error.row)}: ${shown(column.get(error.row))} does not fit in 64 bits of ${unit}${why}`, { column: column.name, row: error.row }, { cause: error });
  }
}

function timestamps(column: Column, instants: Instants, unit: TimeUnit): Column {
  // Of whole ms there is nothing beyond them to look at.
  return timeColumn(column.name, { ...TIMESTAMP_MS, unit }, unit === "ms" ? { ...instants, nanos: null } : instants);
}

function ofTexts(column: Column, { format, errors = "raise", dayfirst = false }: ToDatetimeOptions): Instants {
  // The pattern first: it says what is wrong with a format.
  const parse = format === undefined ? anyDate(dayfirst) : strptime(format);
  const read = format === undefined ? anyDateReader(dayfirst) : formatReader(format);
  return readInstants(column, read, (text, row) => {
    if (text === "" || NO_TIME.test(text)) return null;
    const instant = parse(text);
    if (instant === null && errors === "raise") throw noInstant(column, row, text, format === undefined ? 'give a format, as { format: "%d.%m.%Y" }' : `it does not match the format "${format}"`);
    return instant;
  });
}

/** What pandas takes for a missing time. */
const NO_TIME = /^(?:NaT|nat|NAT|nan|NaN|NAN)$/;

/** Numbers as they are written: whole ones without a point. */
function digitsOf(column: Column): Column {
  if (column.type.kind === "int") return toText(column);
  return columnFromValues(column.name, Array.from({ length: column.length }, (_, row) => {
    const cell = column.get(row);
    return cell === null || Number.isNaN(cell) ? null : String(cell);
  }), STRING);
}

/** {@link anyDate} of bytes. */
function anyDateReader(dayfirst: boolean): ReadBytes {
  const readSlashes = slashesReader(dayfirst);
  return trimmed((bytes, at, end, row, into) => readIso(bytes, at, end, row, into) || readSlashes(bytes, at, end, row, into) || readYearFirst(bytes, at, end, row, into));
}

/** Nanoseconds in each unit. */
const NANOS: Readonly<Record<NonNullable<ToDatetimeOptions["unit"]>, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9, D: 86_400e9 };

function counted(column: Column, unit: NonNullable<ToDatetimeOptions["unit"]>, errors: "raise" | "coerce"): Instants {
  const missing = missingFlags(column);
  const { values, wide } = columnNumbers(column);
  const ms = new Float64Array(values.length);
  const nanos = new Int32Array(values.length);
  const scale = NANOS[unit];
  for (let row = 0; row < ms.length; row++) {
    if (missing[row] === 1) continue;
    const whole = wide === null ? Math.floor(values[row]!) : Number(wide[row]! / 1_000_000n);
    if (!Number.isFinite(values[row])) {
      if (errors === "raise") throw noInstant(column, row, values[row], "it is not finite");
      missing[row] = 1;
    } else if (wide !== null && unit === "ns") {
      nanos[row] = Number(wide[row]! - BigInt(whole) * 1_000_000n);
      ms[row] = whole;
      if (nanos[row]! < 0) [ms[row], nanos[row]] = [whole - 1, nanos[row]! + 1_000_000];
    } else if (scale >= 1e6) {
      const exact = values[row]! * (scale / 1e6);
      ms[row] = Math.floor(exact);
      nanos[row] = Math.round((exact - ms[row]!) * 1e6);
    } else {
      const perMs = 1e6 / scale;
      ms[row] = Math.floor(values[row]! / perMs);
      nanos[row] = Math.round((values[row]! - ms[row]! * perMs) * scale);
    }
  }
  return { ms, nanos, validity: validityOfFlags(missing) };
}

function noInstant(column: Column, row: number, value: unknown, why: string): FrameError {
  return new FrameError(`toDatetime: column "${column.name}", row ${String(row)}: ${shown(value)} is no date or time: ${why}; { errors: "coerce" } makes such cells missing`, { column: column.name, row });
}
