import { bitmapBytes, bitOf, setBit } from "../../bitmap.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { BOOL } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";

/** One byte a row, 0 or 1, as a bool column. */
export function boolColumn(name: string, flags: Uint8Array, validity: Uint8Array | null = null): Column {
  return boolColumnOfBits(name, packed(flags), flags.length, validity);
}

/** One byte a row, 0 or 1, as one bit a row. */
export function packed(flags: Uint8Array): Uint8Array {
  const bits = sharedArray(Uint8Array, bitmapBytes(flags.length));
  const whole = flags.length >> 3;
  for (let byte = 0, i = 0; byte < whole; byte++, i += 8) {
    bits[byte] = flags[i]! | (flags[i + 1]! << 1) | (flags[i + 2]! << 2) | (flags[i + 3]! << 3) | (flags[i + 4]! << 4) | (flags[i + 5]! << 5) | (flags[i + 6]! << 6) | (flags[i + 7]! << 7);
  }
  for (let i = whole * 8; i < flags.length; i++) if (flags[i] === 1) setBit(bits, i);
  return bits;
}

/** One bit a row, from `offset` on, as one byte a row, 0 or 1. */
export function unpacked(bits: Uint8Array, offset: number, length: number): Uint8Array {
  const flags = new Uint8Array(length);
  const head = Math.min(length, -offset & 7);
  for (let i = 0; i < head; i++) flags[i] = bitOf(bits, offset + i);
  const whole = head + ((length - head) & ~7);
  for (let i = head, at = (offset + head) >> 3; i < whole; i += 8) {
    const byte = bits[at++]!;
    flags[i] = byte & 1;
    flags[i + 1] = (byte >> 1) & 1;
    flags[i + 2] = (byte >> 2) & 1;
    flags[i + 3] = (byte >> 3) & 1;
    flags[i + 4] = (byte >> 4) & 1;
    flags[i + 5] = (byte >> 5) & 1;
    flags[i + 6] = (byte >> 6) & 1;
    flags[i + 7] = byte >> 7;
  }
  for (let i = whole; i < length; i++) flags[i] = bitOf(bits, offset + i);
  return flags;
}

/** A bit a row as a bool column. */
export function boolColumnOfBits(name: string, bits: Uint8Array, length: number, validity: Uint8Array | null = null): Column {
  return Column.of(name, new Vector(new Storage(BOOL, length, { data: bits, validity })));
}

/** Sets the flag of every row that is missing. */
export function flagMissing(flags: Uint8Array, validity: Uint8Array | null, flag: 0 | 1): void {
  if (validity === null) return;
  for (let i = 0; i < flags.length; i++) {
    const is = bitOf(validity, i);
    flags[i] = (flags[i]! & is) | (flag & (is ^ 1));
  }
}
