import { ArgumentError } from "@framepool/errors";
import { DAY_NAMES, MONTH_NAMES } from "./names.js";
import { instantOf, offsetMinutes, type Instant } from "./parse-iso.js";

/** A directive's group in the pattern, and what it takes. */
const PATTERNS: Readonly<Record<string, string>> = {
  Y: "\\d{4}", y: "\\d\\d", m: "1[0-2]|0[1-9]|[1-9]", d: "3[01]|[12]\\d|0[1-9]|[1-9]", j: "36[0-6]|3[0-5]\\d|[12]\\d\\d|0?\\d\\d|\\d",
  H: "2[0-3]|[01]\\d|\\d", I: "1[0-2]|0[1-9]|[1-9]", M: "[0-5]\\d|\\d", S: "6[01]|[0-5]\\d|\\d", f: "\\d{1,9}", p: "am|pm",
  b: MONTH_NAMES.map((name) => name.slice(0, 3)).join("|"), B: MONTH_NAMES.join("|"),
  a: DAY_NAMES.map((name) => name.slice(0, 3)).join("|"), A: DAY_NAMES.join("|"),
  z: "Z|[+-]\\d\\d:?\\d\\d", Z: "utc|gmt|",
};

/** Formats that are ISO 8601 but for what is between their numbers: of a fraction digits behind the ninth are left out, as pandas does there. */
const ISO_FORMAT = /^%Y([-/ .]?)%m\1%d[ T]%H:%M:%S\.%f(?:%z)?(?:%Z)?$/;

/**
 * A reader of instants in a format of Python's strptime, case aside. Directives that give the same thing twice, and
 * those that are not among `PATTERNS`, are an ArgumentError.
 */
export function strptime(format: string): (text: string) => Instant | null {
  const pattern = new RegExp(`^${patternOf(format)}$`, "i");
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    return groups === undefined ? null : fromGroups(groups);
  };
}

function patternOf(format: string): string {
  const seen = new Set<string>();
  return format.split(/(%.?)/s).map((part) => {
    if (!part.startsWith("%")) return escaped(part).replace(/\s+/g, "\\s+");
    if (part === "%%") return "%";
    const key = part.slice(1);
    const group = Object.hasOwn(PATTERNS, key) ? PATTERNS[key] : undefined;
    if (group === undefined) throw new ArgumentError(`the format "${format}" has ${part}; the directives are ${Object.keys(PATTERNS).map((each) => `%${each}`).join(" ")} %%`);
    if (seen.has(key)) throw new ArgumentError(`the format "${format}" has ${part} twice`);
    seen.add(key);
    return `(?<${key}>${key === "f" && ISO_FORMAT.test(format) ? "\\d+" : group})`;
  }).join("");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

type Groups = Readonly<Record<string, string | undefined>>;

function fromGroups(groups: Groups): Instant | null {
  const offset = groups.z === undefined ? 0 : offsetMinutes(groups.z);
  if (offset === null) return null;
  const year = groups.Y !== undefined ? Number(groups.Y) : groups.y !== undefined ? century(Number(groups.y)) : 1900;
  const clock = { hour: hourOf(groups), minute: Number(groups.M ?? 0), second: Number(groups.S ?? 0), fraction: groups.f ?? "", offset };
  if (groups.j !== undefined && groups.m === undefined && groups.d === undefined) return dayOfYear(year, Number(groups.j), clock);
  return instantOf({ year, month: monthOf(groups), day: Number(groups.d ?? 1), ...clock });
}

/** As POSIX has it: 69 is 1969, 68 is 2068. */
function century(year: number): number {
  return year + (year < 69 ? 2000 : 1900);
}

function monthOf(groups: Groups): number {
  if (groups.m !== undefined) return Number(groups.m);
  const name = groups.B ?? groups.b;
  return name === undefined ? 1 : MONTH_NAMES.findIndex((month) => month.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;
}

/** `%I` goes with `%p`: 12 AM is 0. */
function hourOf(groups: Groups): number {
  if (groups.I === undefined) return Number(groups.H ?? 0);
  return (Number(groups.I) % 12) + (groups.p?.toLowerCase() === "pm" ? 12 : 0);
}

function dayOfYear(year: number, day: number, clock: Omit<Parameters<typeof instantOf>[0], "year" | "month" | "day">): Instant | null {
  const date = new Date(0);
  date.setUTCFullYear(year, 0, day);
  return date.getUTCFullYear() === year ? instantOf({ year, month: date.getUTCMonth() + 1, day: date.getUTCDate(), ...clock }) : null;
}
