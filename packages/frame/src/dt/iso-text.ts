import type { Column } from "../column.js";
import { NumberedTexts } from "../verbs/take/NumberedTexts.js";
import { writeAscii, writtenTexts } from "../verbs/take/written-texts.js";
import { clockOf, daysBetween, secondsAmong } from "./by-day.js";
import { dayNumber } from "./civil.js";
import { clockText } from "../read/clock-text.js";
import type { Instants } from "./instants.js";

const DAY = 86_400_000;
/** What a Date can be, on both sides of 1970. */
const MOST_MS = 8.64e15;
/** No text of an instant has more bytes. */
const LONGEST = 40;

/** {@link isoText} of instants; the text of each day, and of each second of one, is made once. */
export function isoTexts(name: string, instants: Instants, clock: boolean): Column {
  const { ms, nanos, validity } = instants;
  const { low, count } = daysBetween(instants);
  const most = clock ? secondsAmong(ms.length) : 0;
  const isKept = count > 0 && (most > 0 || !clock);
  const days = new NumberedTexts(low, count, (day) => isoText(day * DAY, 0, false));
  const seconds = new NumberedTexts(0, most, (second) => isoText(second * 1000, 0, true).slice(10));
  return writtenTexts(name, ms.length, validity, LONGEST, (row, bytes, at, view) => {
    const instant = ms[row]!;
    const fine = nanos === null ? 0 : nanos[row]!;
    if (!isKept || !(Math.abs(instant) <= MOST_MS)) return writeAscii(isoText(instant, fine, clock), bytes, at);
    const end = days.write(dayNumber(instant), view, at);
    if (!clock) return end;
    const whole = seconds.write(Math.floor(clockOf(instant) / 1000), view, end);
    return fine === 0 && instant % 1000 === 0 ? whole : writeAscii(fraction(instant, fine), bytes, whole);
  });
}

/** `2021-03-04 05:06:07`, with 3, 6 or 9 digits of a fraction where there is one; `2021-03-04` without the clock. */
export function isoText(ms: number, nanos: number, clock: boolean): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return `${String(ms)} ms`; // beyond what a Date can be
  const iso = date.toISOString();
  const dot = iso.length - 5;
  if (!clock) return iso.slice(0, iso.indexOf("T"));
  return iso.slice(0, dot).replace("T", " ") + fraction(ms, nanos);
}

/** A duration as pandas writes one: `1 days 02:03:04`, `-1 days +23:59:59.500000`. */
export function durationText(ms: number, nanos: number): string {
  const days = Math.floor(ms / DAY);
  const seconds = Math.floor((ms - days * DAY) / 1000);
  const clock = clockText(seconds);
  const digits = fraction(ms, nanos);
  return `${String(days)} days ${days < 0 ? "+" : ""}${clock}${digits.length === 4 ? `${digits}000` : digits}`;
}

/** Nothing for a whole second, else a point and 3, 6 or 9 digits. */
function fraction(ms: number, nanos: number): string {
  const thousandths = ms - Math.floor(ms / 1000) * 1000;
  if (thousandths === 0 && nanos === 0) return "";
  const fine = String(nanos).padStart(6, "0");
  return `.${String(thousandths).padStart(3, "0")}${nanos === 0 ? "" : fine.endsWith("000") ? fine.slice(0, 3) : fine}`;
}
