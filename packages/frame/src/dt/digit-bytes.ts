import type { InstantRows } from "./InstantRows.js";

const ZERO = 0x30;
const COLON = 0x3a;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const Z = 0x7a;
/** From a capital to the letter. */
const SMALL = 0x20;

/** What an ASCII digit stands for; above 9 for any other byte. */
export function digitOf(byte: number): number {
  return (byte - ZERO) >>> 0;
}

/** The number that two digits make; -1 where one is none. */
export function twoDigits(bytes: Uint8Array, at: number): number {
  const high = digitOf(bytes[at]!);
  const low = digitOf(bytes[at + 1]!);
  return high > 9 || low > 9 ? -1 : high * 10 + low;
}

/** The number that four digits make; -1 where one is none. */
export function fourDigits(bytes: Uint8Array, at: number): number {
  const high = twoDigits(bytes, at);
  const low = twoDigits(bytes, at + 2);
  return high < 0 || low < 0 ? -1 : high * 100 + low;
}

/** The number that one or two digits make, as many as there are before `end`; -1 if there is none. A number below 10 may have one digit or two. */
export function upToTwoDigits(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  const first = digitOf(bytes[at]!);
  if (first > 9) return -1;
  const second = at + 1 < end ? digitOf(bytes[at + 1]!) : 10;
  return second > 9 ? first : first * 10 + second;
}

/** Where the one or two digits end that begin at `at`. */
export function behindDigits(bytes: Uint8Array, at: number, end: number): number {
  return at + 1 < end && digitOf(bytes[at + 1]!) <= 9 ? at + 2 : at + 1;
}

/** Reads the digits of a fraction of a second, nine at most, and says where they end: at `at` if there is none. */
export function readFraction(bytes: Uint8Array, at: number, end: number, into: InstantRows): number {
  const most = Math.min(end, at + 9);
  let value = 0;
  let next = at;
  for (; next < most; next++) {
    const digit = digitOf(bytes[next]!);
    if (digit > 9) break;
    value = value * 10 + digit;
  }
  for (let left = at + 9 - next; left > 0; left--) value *= 10;
  into.fraction = value;
  return next;
}

/** Reads what follows an hour, `:05`, `:05:06` or `:05:06.789`, and says where it ends; -1 if it is no time. `comma`: one may stand for the point. */
export function readClock(bytes: Uint8Array, at: number, end: number, hour: number, comma: boolean, into: InstantRows): number {
  if (at + 3 > end || bytes[at] !== COLON) return -1;
  const minute = twoDigits(bytes, at + 1);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return -1;
  into.clock = hour * 3_600_000 + minute * 60_000;
  into.fraction = 0;
  if (at + 6 > end || bytes[at + 3] !== COLON) return at + 3;
  const second = twoDigits(bytes, at + 4);
  if (second < 0 || second > 59) return -1;
  into.clock += second * 1000;
  const next = at + 6;
  if (next === end || (bytes[next] !== POINT && !(comma && bytes[next] === COMMA))) return next;
  let behind = readFraction(bytes, next + 1, end, into);
  if (behind === next + 1) return -1;
  while (behind < end && digitOf(bytes[behind]!) <= 9) behind++; // finer than ns
  return behind;
}

/** What is no offset. */
export const NO_OFFSET = 0x7fff;

/** Minutes ahead of UTC of bytes `[at, end)`: `Z`, `+02:00`, `-0530` or `+02`; {@link NO_OFFSET} for anything else. */
export function offsetIn(bytes: Uint8Array, at: number, end: number): number {
  const sign = bytes[at]!;
  const size = end - at;
  if (size === 1 && (sign | SMALL) === Z) return 0;
  if ((sign !== PLUS && sign !== MINUS) || !(size === 3 || size === 5 || (size === 6 && bytes[at + 3] === COLON))) return NO_OFFSET;
  const hours = twoDigits(bytes, at + 1);
  const minutes = size === 3 ? 0 : twoDigits(bytes, end - 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NO_OFFSET;
  return (sign === MINUS ? -1 : 1) * (hours * 60 + minutes);
}

/** Where an offset would end that begins at `at`, with hours and minutes. */
export function behindOffset(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | SMALL) === Z ? at + 1 : at + (bytes[at + 3] === COLON ? 6 : 5);
}
