import type { DataType } from "../data-types.js";
import { clockText } from "./clock-text.js";
import type { Storage } from "../storage.js";

/** Digits of a second's fraction in each unit. */
const DIGITS = { s: 0, ms: 3, us: 6, ns: 9 } as const;

/** The text of each time of day of a storage: `05:06:07`, with the digits of its unit behind the second. */
export function clockReader(storage: Storage, { unit }: Extract<DataType, { kind: "time" }>): (row: number) => string {
  const data = storage.data as Int32Array | BigInt64Array;
  const digits = DIGITS[unit];
  const perSecond = 10 ** digits;
  return (row) => {
    const value = Number(data[row]!); // a day has less than 2^53 nanoseconds
    const seconds = Math.floor(value / perSecond);
    const clock = clockText(seconds);
    return digits === 0 ? clock : `${clock}.${String(value - seconds * perSecond).padStart(digits, "0")}`;
  };
}
