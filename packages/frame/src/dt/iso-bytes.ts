import { fourDigits, NO_OFFSET, offsetIn, readClock, twoDigits } from "./digit-bytes.js";
import type { InstantRows } from "./InstantRows.js";
import { isSpace } from "./space-bytes.js";

const DASH = 0x2d;
const SPACE = 0x20;
const SMALL_T = 0x74;

/** What `parseIso` reads, of bytes: a year of four digits, and no spaces around the whole. */
export function readIso(bytes: Uint8Array, at: number, end: number, row: number, into: InstantRows): boolean {
  const behindDate = at + 10;
  if (behindDate > end || bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return false;
  const year = fourDigits(bytes, at);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  if (year < 0 || month < 0 || day < 0) return false;
  into.clock = 0;
  into.fraction = 0;
  if (behindDate === end) return into.put(row, year, month, day);
  const between = bytes[behindDate]!;
  if (at + 16 > end || (between !== SPACE && (between | SPACE) !== SMALL_T)) return false;
  let next = readClock(bytes, at + 13, end, twoDigits(bytes, at + 11), true, into);
  if (next < 0) return false;
  if (next < end) {
    while (next < end && isSpace(bytes[next]!)) next++;
    const offset = offsetIn(bytes, next, end);
    if (offset === NO_OFFSET) return false;
    into.clock -= offset * 60_000;
  }
  return into.put(row, year, month, day);
}
