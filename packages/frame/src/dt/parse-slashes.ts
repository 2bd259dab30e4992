import { instantOf, offsetMinutes, type Instant } from "./parse-iso.js";

const SLASHES = /^\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:\s*([Zz]|[+-]\d\d(?::?\d\d)?))?)?\s*$/;

/** `3/4/2021 5:06`, with `Z` or an offset or without: the month first, unless said otherwise. Every cell is read by itself, so that no other one decides. */
export function parseSlashes(text: string, dayfirst: boolean): Instant | null {
  const found = SLASHES.exec(text);
  if (found === null) return null;
  const [, first, , second, year, hour = "0", minute = "0", seconds = "0", fraction = "", zone = "Z"] = found;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const [month, day] = dayfirst ? [second, first] : [first, second];
  return instantOf({ year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(seconds), fraction, offset });
}

const YEAR_FIRST = /^\s*(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?|(\d\d)(\d\d))?(?:[T ]+(\d{1,2})(?::?(\d\d)(?::?(\d\d)(?:\.(\d+))?)?(?:\s*([Zz]|[+-]\d\d(?::?\d\d)?))?)?)?\s*$/;

/** What else begins with a year: `2021/3/4`, `2021-03`, `20210304T0506Z`. A zone stands behind minutes: `2021 10-05` says none. */
export function parseYearFirst(text: string): Instant | null {
  const found = YEAR_FIRST.exec(text);
  if (found === null) return null;
  const [, year, , apart, last, joined = apart ?? "1", end = last ?? "1", hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = found;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  return instantOf({ year: Number(year), month: Number(joined), day: Number(end), hour: Number(hour), minute: Number(minute), second: Number(second), fraction, offset });
}
