import { ArgumentError } from "@framepool/errors";
import { civilOf, dayNumber } from "../../dt/civil.js";

export type Side = "left" | "right";

/** The bin of each time (-1 where that is missing), and what each bin is named: ms. */
export interface Bins {
  readonly codes: Int32Array;
  readonly labels: Float64Array;
}

/** How times are put into bins. */
interface Rule {
  /** the number of a time's bin: of two times the later has none that is less */
  readonly place: (time: number) => number;
  /** what the bin of a number is named: ms */
  readonly named: (bin: number) => number;
}

interface Extent {
  readonly low: number;
  readonly high: number;
}

const SECOND = 1000;
const DAY = 86_400_000;
const FIXED: Readonly<Record<string, number>> = { ms: 1, s: SECOND, min: 60 * SECOND, h: 3600 * SECOND, D: DAY };
/** Months in a calendar rule, and whether its bins end with it. */
const CALENDAR: Readonly<Record<string, { readonly months: number; readonly ends: boolean }>> = {
  MS: { months: 1, ends: false }, QS: { months: 3, ends: false }, YS: { months: 12, ends: false },
  ME: { months: 1, ends: true }, QE: { months: 3, ends: true }, YE: { months: 12, ends: true },
};
const MOST_BINS = 2 ** 26;

/** Bins by a rule of pandas': `"1D"`, `"15min"`, `"2h"`, `"W"`, `"MS"`, `"QE"` … without a gap from the first time to the last. */
export function binsOf(times: Float64Array, rule: string, closed: Side | undefined, label: Side | undefined): Bins {
  const within = extent(times);
  const known = ruleOf(rule, within, closed, label);
  const codes = new Int32Array(times.length);
  if (within.low > within.high) return { codes: codes.fill(-1), labels: new Float64Array(0) };
  const { place, named } = known;
  const first = place(within.low);
  const bins = place(within.high) - first + 1;
  if (bins > MOST_BINS) throw new ArgumentError(`resample: the rule makes ${String(bins)} bins; give a coarser one`);
  for (let row = 0; row < codes.length; row++) codes[row] = times[row] === times[row] ? place(times[row]!) - first : -1;
  const labels = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) labels[bin] = named(first + bin);
  return { codes, labels };
}

function ruleOf(rule: string, within: Extent, closed: Side | undefined, label: Side | undefined): Rule {
  const [, digits = "", unit = ""] = /^(\d*)([A-Za-z]+)$/.exec(rule) ?? [];
  const n = digits === "" ? 1 : Number(digits);
  const known = Object.hasOwn(FIXED, unit) || Object.hasOwn(CALENDAR, unit) || unit === "W";
  if (!known || n < 1) throw new ArgumentError(`resample: no rule "${rule}"; a rule is a number and one of ${[...Object.keys(FIXED), "W", ...Object.keys(CALENDAR)].join(" ")}`);
  const width = FIXED[unit];
  if (width !== undefined) return stretches(n * width, Math.floor(within.low / DAY) * DAY, closed ?? "left", label ?? "left");
  if (closed !== undefined || label !== undefined) throw new ArgumentError(`resample: closed and label go with rules of a fixed length; "${rule}" has its own`);
  return unit === "W" ? weeks(within, n) : months(within, n, CALENDAR[unit]!);
}

function extent(times: Float64Array): Extent {
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < times.length; row++) {
    if (times[row]! < low) low = times[row]!;
    if (times[row]! > high) high = times[row]!;
  }
  return { low, high };
}

/** Stretches of one length, counted from the first midnight. */
function stretches(width: number, origin: number, closed: Side, label: Side): Rule {
  const named = (bin: number): number => origin + (bin + (label === "right" ? 1 : 0)) * width;
  if (closed === "left") return { place: (time) => Math.floor((time - origin) / width), named };
  return { place: (time) => Math.ceil((time - origin) / width) - 1, named };
}

/** Weeks from Monday, named by their Sunday. 1970-01-04 was one. */
function weeks(within: Extent, n: number): Rule {
  return everyNth((time) => Math.ceil((dayNumber(time) - 3) / 7), within, n, true, (week) => (3 + week * 7) * DAY);
}

/** Months, quarters or years, named by their first day, or their last. */
function months(within: Extent, n: number, { months: each, ends }: { readonly months: number; readonly ends: boolean }): Rule {
  const civil = { year: 0, month: 0, day: 0 };
  const ofDay = (day: number): number => {
    const { year, month } = civilOf(day, civil);
    return Math.floor(((year - 1970) * 12 + month - 1) / each);
  };
  const known = byDay(ofDay, within);
  return everyNth((time) => known(dayNumber(time)), within, n, ends, (number) => Date.UTC(1970, (number + (ends ? 1 : 0)) * each, ends ? 0 : 1));
}

/** Up to so many days (of 179 years) are each looked at once, instead of those of all rows. */
const MOST_DAYS = 2 ** 16;

function byDay(ofDay: (day: number) => number, { low, high }: Extent): (day: number) => number {
  const first = dayNumber(low);
  const days = dayNumber(high) - first + 1;
  if (!(days > 0 && days <= MOST_DAYS)) return ofDay;
  const numbers = Int32Array.from({ length: days }, (_, day) => ofDay(first + day));
  return (day) => numbers[day - first]!;
}

/** `n` calendar stretches in each bin: counted from the first, or where bins are named by their ends, up to it. */
function everyNth(numbered: (time: number) => number, { low }: Extent, n: number, ends: boolean, named: (number: number) => number): Rule {
  const first = numbered(low);
  return { place: (time) => (ends ? Math.ceil((numbered(time) - first) / n) : Math.floor((numbered(time) - first) / n)), named: (bin) => named(first + bin * n) };
}
