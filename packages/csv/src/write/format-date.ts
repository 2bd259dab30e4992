import { ArgumentError, FrameError } from "@framepool/errors";
import { clockText } from "@framepool/frame/internal";
import { DAYS, MONTHS } from "../types/calendar-names.js";

const DAY = 86_400_000;

/** One directive of strftime, in UTC. */
const DIRECTIVES: Readonly<Record<string, (date: Date, nanos: number) => string>> = {
  Y: (date) => String(date.getUTCFullYear()).padStart(4, "0"),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(date.getUTCHours() % 12 || 12),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  f: (date, nanos) => three(date.getUTCMilliseconds()) + three(Math.floor(nanos / 1000)),
  j: (date) => three((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY + 1),
  p: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  a: (date) => DAYS[date.getUTCDay()]!.slice(0, 3),
  A: (date) => DAYS[date.getUTCDay()]!,
  b: (date) => MONTHS[date.getUTCMonth()]!.slice(0, 3),
  B: (date) => MONTHS[date.getUTCMonth()]!,
  "%": () => "%",
};

/** The formatter of a strftime format. Throws ArgumentError for a directive that is not among ours. */
export function dateFormatter(format: string): (ms: number, nanos: number) => string {
  const parts = format.split(/%(.)/s);
  for (let i = 1; i < parts.length; i += 2) {
    if (!Object.hasOwn(DIRECTIVES, parts[i]!)) throw new ArgumentError(`dateFormat has %${parts[i]!}; the directives are ${Object.keys(DIRECTIVES).map((key) => `%${key}`).join(" ")}`);
  }
  return (ms, nanos) => {
    const date = dateOf(ms);
    return parts.map((part, i) => (i % 2 === 0 ? part : DIRECTIVES[part]!(date, nanos))).join("");
  };
}

/** `2021-03-04` */
export function isoDay(ms: number): string {
  return dateOf(ms).toISOString().split("T")[0]!;
}

/** `2021-03-04 05:06:07`, with 3, 6 or 9 digits of a fraction where there is one. */
export function isoInstant(ms: number, nanos: number): string {
  const iso = dateOf(ms).toISOString();
  const dot = iso.length - 5;
  const seconds = iso.slice(0, dot).replace("T", " ");
  if (nanos === 0) return iso.endsWith(".000Z") ? seconds : seconds + iso.slice(dot, -1);
  const fine = String(nanos).padStart(6, "0");
  return seconds + iso.slice(dot, -1) + (fine.endsWith("000") ? fine.slice(0, 3) : fine);
}

/** A duration as pandas prints one: `1 days 02:03:04`, `-1 days +23:59:59.500000`. */
export function durationText(nanos: bigint): string {
  const day = 86_400_000_000_000n;
  const rest = ((nanos % day) + day) % day;
  const days = (nanos - rest) / day;
  const seconds = Number(rest / 1_000_000_000n);
  const fine = String(rest % 1_000_000_000n).padStart(9, "0");
  const fraction = fine === "000000000" ? "" : fine.endsWith("000") ? `.${fine.slice(0, 6)}` : `.${fine}`;
  return `${String(days)} days ${days < 0n ? "+" : ""}${clockText(seconds)}${fraction}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function three(value: number): string {
  return String(value).padStart(3, "0");
}

function dateOf(ms: number): Date {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) throw new FrameError("a date or timestamp is outside of the years -271821 to 275760, and has no text; leave its column out, or make it an int64");
  return date;
}
