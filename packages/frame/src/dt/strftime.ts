import { Buffer } from "node:buffer";
import { ArgumentError } from "@framepool/errors";
import type { Column } from "../column.js";
import { checkText } from "../verbs/arguments/check-kind.js";
import { NumberedTexts } from "../verbs/take/NumberedTexts.js";
import { writtenTexts, type WriteText } from "../verbs/take/written-texts.js";
import { clockOf, daysBetween, secondsAmong } from "./by-day.js";
import { civilOf, dayNumber, daysOf, isoWeek, weekdayOf } from "./civil.js";
import { expectInstants } from "./expect-time.js";
import { instantsOf, type Instants } from "./instants.js";
import { DAY_NAMES, MONTH_NAMES } from "./names.js";

/** A day, taken apart once for all directives. */
interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly days: number;
  readonly weekday: number;
  readonly dayOfYear: number;
}

/** A second of a day. */
interface ClockParts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const two = (value: number): string => String(value).padStart(2, "0");
const three = (value: number): string => String(value).padStart(3, "0");

const DAY_DIRECTIVES: Readonly<Record<string, (parts: DayParts) => string>> = {
  Y: ({ year }) => String(year).padStart(4, "0"),
  y: ({ year }) => two(((year % 100) + 100) % 100),
  m: ({ month }) => two(month),
  d: ({ day }) => two(day),
  e: ({ day }) => String(day).padStart(2, " "),
  j: ({ dayOfYear }) => three(dayOfYear),
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
  F: (parts) => `${DAY_DIRECTIVES.Y!(parts)}-${two(parts.month)}-${two(parts.day)}`,
  D: (parts) => `${two(parts.month)}/${two(parts.day)}/${DAY_DIRECTIVES.y!(parts)}`,
  h: (parts) => DAY_DIRECTIVES.b!(parts),
  x: (parts) => DAY_DIRECTIVES.D!(parts),
};

const CLOCK_DIRECTIVES: Readonly<Record<string, (parts: ClockParts) => string>> = {
  H: ({ hour }) => two(hour),
  I: ({ hour }) => two(hour % 12 || 12),
  M: ({ minute }) => two(minute),
  S: ({ second }) => two(second),
  p: ({ hour }) => (hour < 12 ? "AM" : "PM"),
  T: (parts) => `${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}`,
  R: (parts) => `${two(parts.hour)}:${two(parts.minute)}`,
  X: (parts) => CLOCK_DIRECTIVES.T!(parts),
};

/** Microseconds of a second. */
const fine = (micros: number): string => String(micros).padStart(6, "0");

/** What `%c` stands for. */
const WHOLE = "%a %b %e %T %Y";

/** In the order in which an error lists them. */
const NAMES = "YymdeHIMSfjpaAbBwuUWVGFTDRhcxXzZ%";

/** A part of a format, and what decides of its text: the day, the second of the day, the microsecond; null: it is always the same. */
interface Piece {
  readonly by: "day" | "clock" | "fine" | null;
  readonly text: (number: number) => string;
}

/** Each instant as text in a format of strftime, UTC. What one thing decides is made once for each day, or second of the day, and copied. */
export function strftime(column: Column, format: string): Column {
  expectInstants(column, "strftime");
  checkText("dt.strftime", "format", format);
  const pieces = piecesOf(format);
  const instants = instantsOf(column);
  const writers = joined(pieces).map((piece) => writerOf(piece, instants));
  return writtenTexts(column.name, column.length, instants.validity, Buffer.byteLength(format) + LONGEST * pieces.length, (row, bytes, at, view) => {
    let end = at;
    for (const write of writers) end = write(row, bytes, end, view);
    return end;
  });
}

/** No directive has a longer text. */
const LONGEST = 32;

function piecesOf(format: string): Piece[] {
  return format.split(/%(-?.)/s).flatMap((piece, i) => (i % 2 === 0 ? [{ by: null, text: () => piece }] : directive(piece)));
}

/** `%-d` is a number without the zeros or the space before it. */
function directive(name: string): Piece[] {
  const bare = name.startsWith("-") ? name.slice(1) : name;
  if (bare === "" || !NAMES.includes(bare)) throw new ArgumentError(`dt.strftime: the format has %${name}; the directives are ${Array.from(NAMES, (key) => `%${key}`).join(" ")}, and numbers without zeros before them %-d …`);
  if (bare === "c") return piecesOf(WHOLE);
  const piece = plain(bare);
  return [bare === name ? piece : { ...piece, text: (number) => piece.text(number).replace(/^[0 ]+(?=\d)/, "") }];
}

function plain(name: string): Piece {
  const ofDay = DAY_DIRECTIVES[name];
  if (ofDay !== undefined) return { by: "day", text: (day) => ofDay(dayParts(day)) };
  const ofClock = CLOCK_DIRECTIVES[name];
  if (ofClock !== undefined) return { by: "clock", text: (second) => ofClock(clockParts(second)) };
  return name === "f" ? { by: "fine", text: fine } : { by: null, text: () => (name === "%" ? "%" : "") };
}

/** Neighbours that one thing decides, as one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const made: Piece[] = [];
  for (const piece of pieces) {
    const last = made.at(-1);
    if (last === undefined || (last.by !== piece.by && last.by !== null && piece.by !== null)) made.push(piece);
    else made[made.length - 1] = { by: last.by ?? piece.by, text: (number) => last.text(number) + piece.text(number) };
  }
  return made;
}

function writerOf({ by, text }: Piece, instants: Instants): WriteText {
  const { ms, nanos } = instants;
  if (by === null || by === "day") {
    const { low, count } = daysBetween(instants);
    const texts = new NumberedTexts(low, count, text);
    return (row, _, at, view) => texts.write(dayNumber(ms[row]!), view, at);
  }
  if (by === "clock") {
    const texts = new NumberedTexts(0, secondsAmong(ms.length), text);
    return (row, _, at, view) => texts.write(Math.floor(clockOf(ms[row]!) / 1000), view, at);
  }
  if (nanos === null) {
    const texts = new NumberedTexts(0, 1000, (thousandths) => text(thousandths * 1000));
    return (row, _, at, view) => texts.write(clockOf(ms[row]!) % 1000, view, at);
  }
  const texts = new NumberedTexts(0, 0, text);
  return (row, _, at, view) => texts.write((clockOf(ms[row]!) % 1000) * 1000 + Math.floor(nanos[row]! / 1000), view, at);
}

function dayParts(days: number): DayParts {
  const { year, month, day } = civilOf(days, { year: 0, month: 0, day: 0 });
  return { year, month, day, days, weekday: weekdayOf(days), dayOfYear: days - daysOf(year, 1, 1) + 1 };
}

function clockParts(second: number): ClockParts {
  return { hour: Math.floor(second / 3600), minute: Math.floor(second / 60) % 60, second: second % 60 };
}
