import { bitAt } from "../bitmap.js";
import { sharedArray } from "../build/growing.js";
import { Column } from "../column.js";
import { INT32 } from "../data-types.js";
import { Storage } from "../storage.js";
import { Table } from "../table.js";
import { Vector } from "../vector.js";
import { boolColumn } from "../verbs/cells/flags.js";
import { civilOf, dayNumber, daysInMonth, daysOf, isLeap, isoWeek, weekdayOf, type Civil } from "./civil.js";
import { expectInstants } from "./expect-time.js";
import { instantsOf } from "./instants.js";

const DAY = 86_400_000;

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
  return numbers(column, field, (ms) => of(civilOf(dayNumber(ms), civil), dayNumber(ms)));
}

/** A number of the clock for each instant, int32. */
export function clockField(column: Column, field: ClockFieldName): Column {
  const of: ClockField = CLOCK_FIELDS[field];
  return numbers(column, field, (ms, nanos) => of(ms - dayNumber(ms) * DAY, nanos));
}

/** An answer of the calendar for each instant; false for a missing one. */
export function dateFlag(column: Column, flag: DateFlagName): Column {
  expectInstants(column, flag);
  const { ms, validity } = instantsOf(column);
  const civil = { year: 0, month: 0, day: 0 };
  const flags = new Uint8Array(ms.length);
  for (let row = 0; row < ms.length; row++) {
    const valid = validity === null || bitAt(validity, row);
    if (valid && DATE_FLAGS[flag](civilOf(dayNumber(ms[row]!), civil))) flags[row] = 1;
  }
  return boolColumn(column.name, flags);
}

/** Year, week and day (from 1 for Monday) by ISO 8601. */
export function isocalendar(column: Column): Table {
  const parts = [
    numbers(column, "isocalendar", (ms) => isoWeek(dayNumber(ms)).year).named("year"),
    numbers(column, "isocalendar", (ms) => isoWeek(dayNumber(ms)).week).named("week"),
    numbers(column, "isocalendar", (ms) => weekdayOf(dayNumber(ms)) + 1).named("day"),
  ];
  return new Table(parts, column.length);
}

function numbers(column: Column, method: string, of: (ms: number, nanos: number) => number): Column {
  expectInstants(column, method);
  const { ms, nanos, validity } = instantsOf(column);
  const data = sharedArray(Int32Array, ms.length).subarray(0, ms.length);
  for (let row = 0; row < ms.length; row++) {
    if (validity === null || bitAt(validity, row)) data[row] = of(ms[row]!, nanos === null ? 0 : nanos[row]!);
  }
  return Column.of(column.name, new Vector(new Storage(INT32, ms.length, { data, validity })));
}
