import { bitAt } from "../bitmap.js";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { INT32 } from "../data-types.js";
import { Storage } from "../storage.js";
import { Table } from "../table.js";
import { Vector } from "../vector.js";
import { boolColumn } from "../verbs/cells/flags.js";
import { clockOf, writeByDay } from "./by-day.js";
import { civilOf, daysInMonth, daysOf, isLeap, isoWeek, weekdayOf, type Civil } from "./civil.js";
import { expectInstants } from "./expect-time.js";
import { instantsOf } from "./instants.js";

type DateField = (civil: Civil, days: number) => number;
type ClockField = (msOfDay: number, nanos: number) => number;

/** Numbers that the calendar gives. */
const DATE_FIELDS = {
  year: ({ year }) => year,
  quarter: ({ month }) => Math.floor((month + 2) / 3),
  month: ({ month }) => month,
  day: ({ day }) => day,
  dayofweek: (_, days) => weekdayOf(days),
  dayofyear: ({ year }, days) => days - daysOf(year, 1, 1) + 1,
  daysInMonth: ({ year, month }) => daysInMonth(year, month),
} as const satisfies Record<string, DateField>;

/** Numbers that the clock gives, UTC. */
const CLOCK_FIELDS = {
  hour: (ms) => Math.floor(ms / 3_600_000),
  minute: (ms) => Math.floor(ms / 60_000) % 60,
  second: (ms) => Math.floor(ms / 1000) % 60,
  microsecond: (ms, nanos) => (ms % 1000) * 1000 + Math.floor(nanos / 1000),
  nanosecond: (_, nanos) => nanos % 1000,
} as const satisfies Record<string, ClockField>;

/** Answers that the calendar gives. */
const DATE_FLAGS = {
  isMonthStart: ({ day }) => day === 1,
  isMonthEnd: ({ year, month, day }) => day === daysInMonth(year, month),
  isQuarterStart: ({ month, day }) => day === 1 && month % 3 === 1,
  isQuarterEnd: ({ year, month, day }) => month % 3 === 0 && day === daysInMonth(year, month),
  isYearStart: ({ month, day }) => month === 1 && day === 1,
  isYearEnd: ({ month, day }) => month === 12 && day === 31,
  isLeapYear: ({ year }) => isLeap(year),
} as const satisfies Record<string, (civil: Civil) => boolean>;

export type DateFieldName = keyof typeof DATE_FIELDS;
export type ClockFieldName = keyof typeof CLOCK_FIELDS;
export type DateFlagName = keyof typeof DATE_FLAGS;

/** A number of the calendar for each instant, int32. */
export function dateField(column: Column, field: DateFieldName): Column {
  const of: DateField = DATE_FIELDS[field];
  const civil = { year: 0, month: 0, day: 0 };
  return dayNumbers(column, field, (day) => of(civilOf(day, civil), day));
}

/** A number of the clock for each instant, int32. */
export function clockField(column: Column, field: ClockFieldName): Column {
  expectInstants(column, field);
  const of: ClockField = CLOCK_FIELDS[field];
  const { ms, nanos, validity } = instantsOf(column);
  const data = newNumbers(ms.length);
  for (let row = 0; row < ms.length; row++) {
    if (validity === null || bitAt(validity, row)) data[row] = of(clockOf(ms[row]!), nanos === null ? 0 : nanos[row]!);
  }
  return numberColumn(column.name, data, validity);
}

/** An answer of the calendar for each instant; false for a missing one. */
export function dateFlag(column: Column, flag: DateFlagName): Column {
  expectInstants(column, flag);
  const of: (civil: Civil) => boolean = DATE_FLAGS[flag];
  const civil = { year: 0, month: 0, day: 0 };
  const flags = new Uint8Array(column.length);
  writeByDay(instantsOf(column), flags, (day) => (of(civilOf(day, civil)) ? 1 : 0));
  return boolColumn(column.name, flags);
}

/** Year, week and day (from 1 for Monday) by ISO 8601. */
export function isocalendar(column: Column): Table {
  const parts = [
    dayNumbers(column, "isocalendar", (day) => isoWeek(day).year).named("year"),
    dayNumbers(column, "isocalendar", (day) => isoWeek(day).week).named("week"),
    dayNumbers(column, "isocalendar", (day) => weekdayOf(day) + 1).named("day"),
  ];
  return new Table(parts, column.length);
}

function dayNumbers(column: Column, method: string, of: (day: number) => number): Column {
  expectInstants(column, method);
  const instants = instantsOf(column);
  const data = newNumbers(column.length);
  writeByDay(instants, data, of);
  return numberColumn(column.name, data, instants.validity);
}

function newNumbers(length: number): Int32Array {
  return sharedArray(Int32Array, length).subarray(0, length);
}

function numberColumn(name: string, data: Int32Array, validity: Uint8Array | null): Column {
  return Column.of(name, new Vector(new Storage(INT32, data.length, { data, validity })));
}
