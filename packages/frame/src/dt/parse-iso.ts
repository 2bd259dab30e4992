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
  /** digits behind the point of a second */
  readonly fraction?: string;
  /** minutes that the clock is ahead of UTC */
  readonly offset?: number;
}

const ISO = /^\s*(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?\s*$/i;

/** Reads `2021-03-04`, `2021-03-04 05:06:07.891` (or with `T`), with `Z` or an offset; UTC where there is none. A year beyond 9999 has a sign and six digits. null for anything else. */
export function parseIso(text: string): Instant | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = found;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  return instantOf({ year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second), fraction, offset });
}

/** The instant of a date and a clock time; null for one that no calendar has (the 30th of February, 25:00). */
export function instantOf({ year, month, day, hour = 0, minute = 0, second = 0, fraction = "", offset = 0 }: DateParts): Instant | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // Date rolls over: the 30th of February is the 2nd of March.
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const digits = fraction.padEnd(9, "0");
  const clock = hour * 3_600_000 + (minute - offset) * 60_000 + second * 1000 + Number(digits.slice(0, 3));
  return { ms: date.getTime() + clock, nanos: Number(digits.slice(3)) };
}

/** Minutes ahead of UTC of `Z`, `+02:00`, `-0530` or `+02`; null for an offset that no clock has. */
export function offsetMinutes(zone: string): number | null {
  if (zone === "Z" || zone === "z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
