import type { DataType } from "../data-types.js";
import type { Storage } from "../storage.js";

/** What the decimal of a row counts: units of its last place, as a bigint where they are beyond 2^53. */
export type UnitsReader = (row: number) => number | bigint;

const TWO_32 = 0x1_0000_0000;

/** Reads decimals of any width; nearly all fit in two words, and need no bigint. */
export function unitsReader({ data }: Storage, bits: number): UnitsReader {
  const words = data as Uint32Array;
  const count = bits / 32;
  if (count === 1) return (row) => words[row]! | 0;
  return (row) => {
    const at = row * count;
    const high = words[at + 1]! | 0;
    const units = high * TWO_32 + words[at]!;
    for (let k = 2; k < count; k++) if ((words[at + k]! | 0) !== high >> 31) return wideUnits(words, at, count);
    return Number.isSafeInteger(units) ? units : wideUnits(words, at, count);
  };
}

function wideUnits(words: Uint32Array, at: number, count: number): bigint {
  let units = 0n;
  for (let k = count - 1; k >= 0; k--) units = (units << 32n) | BigInt(words[at + k]!);
  return BigInt.asIntN(32 * count, units);
}

/** A decimal with all digits of its scale, as SQL prints it: `-0.05` of -5 hundredths. */
export function decimalText(units: number | bigint, scale: number): string {
  const isNegative = units < 0;
  const digits = String(isNegative ? -units : units);
  const size = scale <= 0 ? (digits === "0" ? digits : digits + "0".repeat(-scale)) : pointed(digits.padStart(scale + 1, "0"), scale);
  return isNegative ? `-${size}` : size;
}

function pointed(digits: string, scale: number): string {
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The text of each decimal of a storage. */
export function decimalReader(storage: Storage, { bits, scale }: Extract<DataType, { kind: "decimal" }>): (row: number) => string {
  const units = unitsReader(storage, bits);
  return (row) => decimalText(units(row), scale);
}
