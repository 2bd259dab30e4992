import { ArgumentError } from "@framepool/errors";
import type { Column } from "../column.js";
import { checkText } from "../verbs/arguments/check-kind.js";
import { missingFlags } from "../verbs/cells/missing.js";
import { textColumn } from "../verbs/cells/text-column.js";
import { civilOf, dayNumber, daysOf, isoWeek, weekdayOf } from "./civil.js";
import { expectInstants } from "./expect-time.js";
import { instantsOf } from "./instants.js";
import { DAY_NAMES, MONTH_NAMES } from "./names.js";

/** One instant, taken apart once for all directives. */
interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly days: number;
  readonly weekday: number;
  readonly dayOfYear: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
}

const two = (value: number): string => String(value).padStart(2, "0");
const three = (value: number): string => String(value).padStart(3, "0");

const DIRECTIVES: Readonly<Record<string, (parts: Parts) => string>> = {
  Y: ({ year }) => String(year).padStart(4, "0"),
  y: ({ year }) => two(((year % 100) + 100) % 100),
  m: ({ month }) => two(month),
  d: ({ day }) => two(day),
  e: ({ day }) => String(day).padStart(2, " "),
  H: ({ hour }) => two(hour),
  I: ({ hour }) => two(hour % 12 || 12),
  M: ({ minute }) => two(minute),
  S: ({ second }) => two(second),
  f: ({ micros }) => String(micros).padStart(6, "0"),
  j: ({ dayOfYear }) => three(dayOfYear),
  p: ({ hour }) => (hour < 12 ? "AM" : "PM"),
  a: ({ weekday }) => DAY_NAMES[weekday]!.slice(0, 3),
  A: ({ weekday }) => DAY_NAMES[weekday]!,
  b: ({ month }) => MONTH_NAMES[month - 1]!.slice(0, 3),
  B: ({ month }) => MONTH_NAMES[month - 1]!,
  w: ({ weekday }) => String((weekday + 1) % 7),
  u: ({ weekday }) => String(weekday + 1),
  U: ({ dayOfYear, weekday }) => two(Math.floor((dayOfYear + 6 - ((weekday + 1) % 7)) / 7)),
  W: ({ dayOfYear, weekday }) => two(Math.floor((dayOfYear + 6 - weekday) / 7)),
  V: ({ days }) => two(isoWeek(days).week),
  G: ({ days }) => String(isoWeek(days).year).padStart(4, "0"),
  F: (parts) => `${DIRECTIVES.Y!(parts)}-${two(parts.month)}-${two(parts.day)}`,
  T: (parts) => `${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}`,
  D: (parts) => `${two(parts.month)}/${two(parts.day)}/${DIRECTIVES.y!(parts)}`,
  R: (parts) => `${two(parts.hour)}:${two(parts.minute)}`,
  h: (parts) => DIRECTIVES.b!(parts),
  c: (parts) => `${DIRECTIVES.a!(parts)} ${DIRECTIVES.b!(parts)} ${DIRECTIVES.e!(parts)} ${DIRECTIVES.T!(parts)} ${DIRECTIVES.Y!(parts)}`,
  x: (parts) => DIRECTIVES.D!(parts),
  X: (parts) => DIRECTIVES.T!(parts),
  z: () => "",
  Z: () => "",
  "%": () => "%",
};

/** Each instant as text in a format of strftime, UTC. */
export function strftime(column: Column, format: string): Column {
  expectInstants(column, "strftime");
  checkText("dt.strftime", "format", format);
  const write = formatter(format);
  const { ms, nanos } = instantsOf(column);
  const missing = missingFlags(column);
  return textColumn(column.name, column.length, (row) => (missing[row] === 1 ? null : write(partsOf(ms[row]!, nanos?.[row] ?? 0))));
}

function formatter(format: string): (parts: Parts) => string {
  const pieces = format.split(/%(-?.)/s);
  const writers = pieces.map((piece, i) => (i % 2 === 0 ? () => piece : writer(piece)));
  return (parts) => writers.map((write) => write(parts)).join("");
}

/** `%-d` is a number without the zeros or the space before it. */
function writer(directive: string): (parts: Parts) => string {
  const bare = directive.startsWith("-") ? directive.slice(1) : directive;
  if (!Object.hasOwn(DIRECTIVES, bare)) throw new ArgumentError(`dt.strftime: the format has %${directive}; the directives are ${Object.keys(DIRECTIVES).map((key) => `%${key}`).join(" ")}, and numbers without zeros before them %-d …`);
  const write = DIRECTIVES[bare]!;
  return bare === directive ? write : (parts) => write(parts).replace(/^[0 ]+(?=\d)/, "");
}

function partsOf(ms: number, nanos: number): Parts {
  const days = dayNumber(ms);
  const { year, month, day } = civilOf(days, { year: 0, month: 0, day: 0 });
  const clock = ms - days * 86_400_000;
  return {
    year, month, day, days, weekday: weekdayOf(days), dayOfYear: days - daysOf(year, 1, 1) + 1,
    hour: Math.floor(clock / 3_600_000), minute: Math.floor(clock / 60_000) % 60, second: Math.floor(clock / 1000) % 60,
    micros: (clock % 1000) * 1000 + Math.floor(nanos / 1000),
  };
}
