import { behindDigits, fourDigits, readClock, twoDigits, upToTwoDigits } from "./digit-bytes.js";
import type { InstantRows, ReadBytes } from "./InstantRows.js";

const [SLASH, POINT, DASH, SPACE, T] = [0x2f, 0x2e, 0x2d, 0x20, 0x54];

/** What `parseSlashes` reads, of bytes, without spaces around it. */
export function slashesReader(dayfirst: boolean): ReadBytes {
  return (bytes, at, end, row, into) => {
    const first = upToTwoDigits(bytes, at, end);
    if (first < 0) return false;
    const sign = behindDigits(bytes, at, end);
    if (!isSign(bytes, sign, end)) return false;
    const second = upToTwoDigits(bytes, sign + 1, end);
    if (second < 0) return false;
    const next = behindDigits(bytes, sign + 1, end);
    if (next + 5 > end || bytes[next] !== bytes[sign]) return false;
    const year = fourDigits(bytes, next + 1);
    if (year < 0 || !readHours(bytes, next + 5, end, into)) return false;
    return dayfirst ? into.put(row, year, second, first) : into.put(row, year, first, second);
  };
}

/** What `parseYearFirst` reads, of bytes: a whole date, without spaces around it. */
export function readYearFirst(bytes: Uint8Array, at: number, end: number, row: number, into: InstantRows): boolean {
  if (at + 8 > end) return false;
  const year = fourDigits(bytes, at);
  if (year < 0) return false;
  const sign = at + 4;
  if (!isSign(bytes, sign, end)) {
    const [month, day] = [twoDigits(bytes, sign), twoDigits(bytes, sign + 2)];
    return month >= 0 && day >= 0 && readHours(bytes, at + 8, end, into) && into.put(row, year, month, day);
  }
  const month = upToTwoDigits(bytes, sign + 1, end);
  if (month < 0) return false;
  const next = behindDigits(bytes, sign + 1, end);
  if (next === end || bytes[next] !== bytes[sign]) return false;
  const day = upToTwoDigits(bytes, next + 1, end);
  return day >= 0 && readHours(bytes, behindDigits(bytes, next + 1, end), end, into) && into.put(row, year, month, day);
}

function isSign(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end) return false;
  const byte = bytes[at]!;
  return byte === SLASH || byte === POINT || byte === DASH;
}

/** Reads what follows a date up to the end: nothing, or a time whose hour may have one digit. */
function readHours(bytes: Uint8Array, at: number, end: number, into: InstantRows): boolean {
  into.clock = 0;
  into.fraction = 0;
  if (at === end) return true;
  let next = at;
  while (next < end && (bytes[next] === SPACE || bytes[next] === T)) next++;
  if (next === at) return false;
  return readClock(bytes, behindDigits(bytes, next, end), end, upToTwoDigits(bytes, next, end), false, into) === end;
}
