import { ArgumentError } from "@framepool/errors";

export type Side = "left" | "right";

/** The bin of each time (-1 where that is missing), and what each bin is named: ms. */
export interface Bins {
  readonly codes: Int32Array;
  readonly labels: Float64Array;
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

/** Bins by a rule of pandas': `"1D"`, `"15min"`, `"2h"`, `"W"`, `"MS"`, `"QE"` … */
export function binsOf(times: Float64Array, rule: string, closed: Side | undefined, label: Side | undefined): Bins {
  const [, digits = "", unit = ""] = /^(\d*)([A-Za-z]+)$/.exec(rule) ?? [];
  const n = digits === "" ? 1 : Number(digits);
  const known = Object.hasOwn(FIXED, unit) || Object.hasOwn(CALENDAR, unit) || unit === "W";
  if (!known || n < 1) throw new ArgumentError(`resample: no rule "${rule}"; a rule is a number and one of ${[...Object.keys(FIXED), "W", ...Object.keys(CALENDAR)].join(" ")}`);
  const { low, high } = extent(times);
  if (low > high) return { codes: new Int32Array(times.length).fill(-1), labels: new Float64Array(0) };
  const width = FIXED[unit];
  if (width !== undefined) return fixedBins(times, n * width, Math.floor(low / DAY) * DAY, closed ?? "left", label ?? "left");
  if (closed !== undefined || label !== undefined) throw new ArgumentError(`resample: closed and label go with rules of a fixed length; "${rule}" has its own`);
  return unit === "W" ? weeks(times, n) : months(times, n, CALENDAR[unit]!);
}

function extent(times: Float64Array): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < times.length; row++) {
    if (times[row]! < low) low = times[row]!;
    if (times[row]! > high) high = times[row]!;
  }
  return { low, high };
}

/** Stretches of one length, counted from the first midnight. */
function fixedBins(times: Float64Array, width: number, origin: number, closed: Side, label: Side): Bins {
  const numbers = new Float64Array(times.length);
  const isLeft = closed === "left";
  for (let row = 0; row < numbers.length; row++) {
    const place = (times[row]! - origin) / width;
    numbers[row] = isLeft ? Math.floor(place) : Math.ceil(place) - 1;
  }
  return numbered(numbers, (bin) => origin + (bin + (label === "right" ? 1 : 0)) * width);
}

/** Weeks from Monday, named by their Sunday. 1970-01-04 was one. */
function weeks(times: Float64Array, n: number): Bins {
  const sunday = 3 * DAY;
  const numbers = times.map((time) => Math.ceil((Math.floor(time / DAY) * DAY - sunday) / (7 * DAY)));
  return everyNth(numbers, n, true, (week) => sunday + week * 7 * DAY);
}

/** Months, quarters or years, named by their first day, or their last. */
function months(times: Float64Array, n: number, { months: each, ends }: { readonly months: number; readonly ends: boolean }): Bins {
  const numbers = times.map((time) => {
    const date = new Date(Math.floor(time)); // a Date drops digits finer than ms towards 1970
    return Math.floor(((date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()) / each);
  });
  return everyNth(numbers, n, ends, (number) => Date.UTC(1970, (number + (ends ? 1 : 0)) * each, ends ? 0 : 1));
}

/** `n` calendar stretches in each bin: counted from the first, or where bins are named by their ends, up to it. */
function everyNth(numbers: Float64Array, n: number, ends: boolean, named: (number: number) => number): Bins {
  const { low } = extent(numbers);
  return numbered(numbers.map((number) => (ends ? Math.ceil((number - low) / n) : Math.floor((number - low) / n))), (bin) => named(low + bin * n));
}

/** Bins without a gap from the lowest number to the highest. */
function numbered(numbers: Float64Array, named: (bin: number) => number): Bins {
  const { low, high } = extent(numbers);
  if (high - low >= MOST_BINS) throw new ArgumentError(`resample: the rule makes ${String(high - low + 1)} bins; give a coarser one`);
  const codes = new Int32Array(numbers.length);
  for (let row = 0; row < codes.length; row++) codes[row] = numbers[row] === numbers[row] ? numbers[row]! - low : -1;
  return { codes, labels: Float64Array.from({ length: high - low + 1 }, (_, bin) => named(low + bin)) };
}
