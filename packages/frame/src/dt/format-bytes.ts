import { Buffer } from "node:buffer";
import { behindDigits, behindOffset, fourDigits, NO_OFFSET, offsetIn, readFraction, twoDigits, upToTwoDigits } from "./digit-bytes.js";
import { layoutOf, readFixed } from "./fixed-format.js";
import { DAY, FRACTION, HALF, HOUR, HOUR_OF_TWELVE, MINUTE, MONTH, MONTH_NAME, OFFSET, SECOND, SHORT_YEAR, SPACES, YEAR, opsOf } from "./format-ops.js";
import type { InstantRows, ReadBytes } from "./InstantRows.js";
import { MONTH_NAMES } from "./names.js";
import { isSpace } from "./space-bytes.js";

/**
 * A reader of bytes in a format that `strptime` has read; null if it has directives that are not read of bytes.
 *
 * It takes for each directive what its pattern prefers, two digits before one, and goes on. Where that leads to the end
 * of the cell, the pattern of the whole format has found the same; where it does not, the pattern may find another way.
 */
export function formatReader(format: string): ReadBytes | null {
  const ops = opsOf(format);
  if (ops === null) return null;
  const layout = layoutOf(ops);
  if (layout === null) return (bytes, at, end, row, into) => readFormat(ops, bytes, at, end, row, into);
  return (bytes, at, end, row, into) => readFixed(layout, bytes, at, end, row, into) || readFormat(ops, bytes, at, end, row, into);
}

function readFormat(ops: Int32Array, bytes: Uint8Array, start: number, end: number, row: number, into: InstantRows): boolean {
  let year = 1900;
  let month = 1;
  let day = 1;
  let clock = 0;
  let offset = 0;
  let at = start;
  into.fraction = 0;
  for (let k = 0; k < ops.length; k++) {
    if (at >= end) return false;
    const op = ops[k]!;
    if (op < SPACES) {
      if (bytes[at] !== op) return false;
      at++;
      continue;
    }
    switch (op) {
      case SPACES: {
        if (!isSpace(bytes[at]!)) return false;
        do at++; while (at < end && isSpace(bytes[at]!));
        break;
      }
      case YEAR: {
        if (at + 4 > end) return false;
        year = fourDigits(bytes, at);
        if (year < 0) return false;
        at += 4;
        break;
      }
      case SHORT_YEAR: {
        if (at + 2 > end) return false;
        year = twoDigits(bytes, at);
        if (year < 0) return false;
        year += year < 69 ? 2000 : 1900;
        at += 2;
        break;
      }
      case MONTH_NAME: {
        if (at + 3 > end) return false;
        month = monthNamed(bytes, at);
        if (month === 0) return false;
        at += 3;
        break;
      }
      case FRACTION: {
        const next = readFraction(bytes, at, end, into);
        if (next === at) return false;
        at = next;
        break;
      }
      case HALF: {
        if (at + 2 > end || (bytes[at + 1]! | SMALL) !== SMALL_M) return false;
        const letter = bytes[at]! | SMALL;
        if (letter === SMALL_P) clock += 12 * 3_600_000;
        else if (letter !== SMALL_A) return false;
        at += 2;
        break;
      }
      case OFFSET: {
        const next = behindOffset(bytes, at);
        if (next > end) return false;
        offset = offsetIn(bytes, at, next);
        if (offset === NO_OFFSET) return false;
        at = next;
        break;
      }
      default: {
        const value = upToTwoDigits(bytes, at, end);
        if (value < 0) return false;
        at = behindDigits(bytes, at, end);
        if (op === MONTH) month = value;
        else if (op === DAY) day = value;
        else if (op === HOUR && value < 24) clock += value * 3_600_000;
        else if (op === MINUTE && value < 60) clock += value * 60_000;
        else if (op === SECOND && value < 60) clock += value * 1000;
        else if (op === HOUR_OF_TWELVE && value > 0 && value <= 12) clock += (value % 12) * 3_600_000;
        else return false;
      }
    }
  }
  into.clock = clock - offset * 60_000;
  return at === end && into.put(row, year, month, day);
}

/** From a capital to the letter. */
const SMALL = 0x20;
const [SMALL_A, SMALL_M, SMALL_P] = [0x61, 0x6d, 0x70];

/** The first three letters of each month as one number. */
const MONTHS = Int32Array.from(MONTH_NAMES, (name) => lettersIn(Buffer.from(name), 0));

/** The month, from 1 on, of which the three bytes are the name, in any case; 0 if there is none. */
function monthNamed(bytes: Uint8Array, at: number): number {
  const letters = lettersIn(bytes, at);
  let month = MONTHS.length;
  while (month > 0 && MONTHS[month - 1] !== letters) month--;
  return month;
}

function lettersIn(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! | SMALL) << 16) | ((bytes[at + 1]! | SMALL) << 8) | bytes[at + 2]! | SMALL;
}
