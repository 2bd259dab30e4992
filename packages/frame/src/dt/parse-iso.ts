import { daysInMonth, daysOf } from "./civil.js";

/** An instant: whole ms since 1970 UTC, and the nanoseconds beyond them (0 to 999,999). */
export interface Instant {
  readonly ms: number;
  readonly nanos: number;
}

/** The parts of a date and a clock time as a text gives them; what it does not give has its default. */
export interface DateParts {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** digits behind the point of a second; those behind the ninth are left out */
  readonly fraction?: string;
  /** minutes that the clock is ahead of UTC */
  readonly offset?: number;
}

const ISO = /^\s*(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:\s*(Z|[+-]\d\d(?::?\d\d)?))?)?\s*$/i;

/** Reads `2021-03-04`, `2021-03-04 05:06:07.891` (or with `T`), with `Z` or an offset; UTC where there is none. A year beyond 9999 has a sign and six digits. null for anything else. */
export function parseIso(text: string): Instant | null {
  const plain = plainInstant(text);
  if (plain !== null) return plain;
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = found;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  return instantOf({ year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second), fraction, offset });
}

/** `2021-03-04` or `2021-03-04 05:06:07`, digit by digit: most times are of this kind, and a pattern is five times dearer. null for any other text. */
export function plainInstant(text: string): Instant | null {
  if (text.length !== 10 && text.length !== 19) return null;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || !(year >= 0 && month >= 1 && month <= 12) || !(day >= 1 && day <= daysInMonth(year, month))) return null;
  const ms = daysOf(year, month, day) * DAY;
  if (text.length === 10) return { ms, nanos: 0 };
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  const between = text.charCodeAt(10);
  if ((between !== SPACE && between !== T) || text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON || !(hour < 24 && minute < 60 && second < 60)) return null;
  return { ms: ms + hour * 3_600_000 + minute * 60_000 + second * 1000, nanos: 0 };
}

const DAY = 86_400_000;
const [DASH, COLON, SPACE, T] = [0x2d, 0x3a, 0x20, 0x54];

/** The number that digits `[begin, end)` make; NaN where one is none. */
function digits(text: string, begin: number, end: number): number {
  let value = 0;
  for (let i = begin; i < end; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The instant of a date and a clock time; null for one that no calendar has (the 30th of February, 25:00). */
export function instantOf({ year, month, day, hour = 0, minute = 0, second = 0, fraction = "", offset = 0 }: DateParts): Instant | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const padded = fraction.padEnd(9, "0");
  const clock = hour * 3_600_000 + (minute - offset) * 60_000 + second * 1000 + Number(padded.slice(0, 3));
  return { ms: daysOf(year, month, day) * DAY + clock, nanos: Number(padded.slice(3, 9)) };
}

/** Minutes ahead of UTC of `Z`, `+02:00`, `-0530` or `+02`; null for an offset that no clock has. */
export function offsetMinutes(zone: string): number | null {
  if (zone === "Z" || zone === "z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
