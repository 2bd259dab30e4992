import { parseIso, type Instant } from "./parse-iso.js";
import { parseSlashes, parseYearFirst } from "./parse-slashes.js";

/** Reads text as ISO 8601, as month, day and year (or day and month first), or as another date that begins with its year; null for what is none. */
export function anyDate(dayfirst: boolean): (text: string) => Instant | null {
  return (text) => parseIso(text) ?? parseSlashes(text, dayfirst) ?? parseYearFirst(text);
}

/** What to write for a text where a time is wanted: the date that it says in UTC, as `new Date` reads it whatever the zone; nothing for what says none. */
export function asDate(text: string): string {
  const instant = anyDate(false)(text);
  if (instant === null || !(Math.abs(instant.ms) <= 8.64e15)) return "";
  return `; a time is a Date: new Date("${new Date(instant.ms).toISOString().replace(/T00:00:00\.000Z$/, "").replace(/\.000Z$/, "Z")}")`;
}
