import { ArgumentError } from "@framepool/errors";
import type { Instant } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import { DAYS, MONTHS } from "./calendar-names.js";
import { parseInstant } from "./parse-time.js";

/** What the directives of a format found in a text. */
interface Found {
  year: number;
  month: number;
  day: number;
  /** of the year, from 1, in place of month and day */
  dayOfYear: number | null;
  hour: number;
  /** of a clock of twelve hours, in place of `hour` */
  hour12: number | null;
  pm: boolean;
  minute: number;
  second: number;
  /** nanoseconds beyond the second */
  nanos: number;
  /** minutes east of UTC */
  offset: number;
}

interface Directive {
  readonly pattern: string;
  readonly take: (found: Found, text: string) => void;
}

const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));
const either = (words: readonly string[]): string => words.join("|");
const monthOf = (text: string): number => short(MONTHS).findIndex((name) => name.toLowerCase() === text.slice(0, 3).toLowerCase()) + 1;

/** The directives of strptime, as Python reads them: leading zeros may be left out, names are English in any case. */
const DIRECTIVES: Readonly<Record<string, Directive>> = {
  Y: { pattern: "\\d{4}", take: (found, text) => void (found.year = Number(text)) },
  y: { pattern: "\\d\\d", take: (found, text) => void (found.year = Number(text) + (Number(text) > 68 ? 1900 : 2000)) },
  m: { pattern: "1[0-2]|0[1-9]|[1-9]", take: (found, text) => void (found.month = Number(text)) },
  d: { pattern: "3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]", take: (found, text) => void (found.day = Number(text)) },
  H: { pattern: "2[0-3]|[01]\\d|\\d", take: (found, text) => void (found.hour = Number(text)) },
  I: { pattern: "1[0-2]|0[1-9]|[1-9]", take: (found, text) => void (found.hour12 = Number(text) % 12) },
  M: { pattern: "[0-5]\\d|\\d", take: (found, text) => void (found.minute = Number(text)) },
  S: { pattern: "6[01]|[0-5]\\d|\\d", take: (found, text) => void (found.second = Number(text)) },
  f: { pattern: "\\d{1,9}", take: (found, text) => void (found.nanos = Number(text.padEnd(9, "0"))) },
  j: { pattern: "36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]", take: (found, text) => void (found.dayOfYear = Number(text)) },
  p: { pattern: "am|pm", take: (found, text) => void (found.pm = text.toLowerCase() === "pm") },
  a: { pattern: either(short(DAYS)), take: () => undefined },
  A: { pattern: either(DAYS), take: () => undefined },
  b: { pattern: either(short(MONTHS)), take: (found, text) => void (found.month = monthOf(text)) },
  B: { pattern: either(MONTHS), take: (found, text) => void (found.month = monthOf(text)) },
  z: { pattern: "[+-]\\d\\d:?[0-5]\\d|Z", take: (found, text) => void (found.offset = minutesOf(text)) },
};

/**
 * The reader of instants of a column: ISO (`"ISO8601"`, and where there is no format), else by the strptime format.
 * What a format leaves open is 1900, January, the 1st, midnight, UTC. Throws ArgumentError for a directive that is not
 * among ours.
 */
export function dateParser(dateFormat: CsvReadOptions["dateFormat"], column: string): (text: string) => Instant | null {
  const format = typeof dateFormat === "object" && Object.hasOwn(dateFormat, column) ? dateFormat[column] : dateFormat;
  return typeof format !== "string" || format === "ISO8601" ? parseInstant : strptime(format);
}

function strptime(format: string): (text: string) => Instant | null {
  // Text, directive, text, directive, …, text.
  const parts = format.split(/%(.)/s);
  const directives: Directive[] = [];
  let source = "";
  for (const [i, part] of parts.entries()) {
    if (i % 2 === 0 || part === "%") {
      source += part.replace(/[^\w\s]/g, "\\$&").replace(/\s+/g, "\\s+");
      continue;
    }
    if (!Object.hasOwn(DIRECTIVES, part)) throw new ArgumentError(`dateFormat has %${part}; to read, the directives are ${Object.keys(DIRECTIVES).map((key) => `%${key}`).join(" ")}`);
    const directive = DIRECTIVES[part]!;
    directives.push(directive);
    source += `(${directive.pattern})`;
  }
  if (directives.length === 0) throw new ArgumentError(`dateFormat is ${JSON.stringify(format)}, which has no directive; it is a format such as "%d/%m/%Y", or "ISO8601"`);
  const pattern = new RegExp(`^${source}`, "i");
  return (text) => {
    const match = pattern.exec(text);
    // The end is no part of the pattern, as in Python: what a directive took of too long a text it does not give back.
    if (match === null || match[0].length !== text.length) return null;
    const found: Found = { year: 1900, month: 1, day: 1, dayOfYear: null, hour: 0, hour12: null, pm: false, minute: 0, second: 0, nanos: 0, offset: 0 };
    for (const [i, { take }] of directives.entries()) take(found, match[i + 1]!);
    return instantOf(found);
  };
}

function instantOf({ year, month, day, dayOfYear, hour, hour12, pm, minute, second, nanos, offset }: Found): Instant | null {
  const date = new Date(0);
  date.setUTCFullYear(year, dayOfYear === null ? month - 1 : 0, dayOfYear ?? day);
  // Date rolls over: the 30th of February is the 2nd of March.
  if (dayOfYear === null && date.getUTCDate() !== day) return null;
  const hours = hour12 === null ? hour : hour12 + (pm ? 12 : 0);
  const clock = hours * 3_600_000 + (minute - offset) * 60_000 + second * 1000;
  return { ms: date.getTime() + clock + Math.floor(nanos / 1_000_000), nanos: nanos % 1_000_000 };
}

function minutesOf(zone: string): number {
  if (zone.length === 1) return 0;
  return (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
}
