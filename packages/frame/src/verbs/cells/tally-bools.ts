import { bitmapBytes, bitsFrom, countOnes } from "../../bitmap.js";
import type { Column } from "../../column.js";
import { validityOf } from "./validity.js";

/** Of false and of true. */
export interface BoolTally {
  /** how often each is there */
  readonly counts: readonly [number, number];
  /** the first row of each, -1 where there is none */
  readonly first: readonly [number, number];
}

/** What is in a column of bools, looked at by eight. */
export function tallyBools({ vectors, starts }: Column): BoolTally {
  const counts: [number, number] = [0, 0];
  const first: [number, number] = [-1, -1];
  for (const [k, vector] of vectors.entries()) {
    const { storage, offset, length } = vector;
    const bits = bitsFrom(storage.data as Uint8Array, offset, length);
    const validity = validityOf(vector);
    const bytes = bitmapBytes(length);
    for (let at = 0; at < bytes; at++) {
      const there = (validity === null ? 0xff : validity[at]!) & (at + 1 < bytes ? 0xff : 0xff >> (8 * bytes - length));
      const yes = bits[at]! & there;
      const no = there ^ yes;
      counts[0] += countOnes(no);
      counts[1] += countOnes(yes);
      if (first[0] < 0 && no !== 0) first[0] = starts[k]! + 8 * at + lowestBit(no);
      if (first[1] < 0 && yes !== 0) first[1] = starts[k]! + 8 * at + lowestBit(yes);
    }
  }
  return { counts, first };
}

function lowestBit(byte: number): number {
  return 31 - Math.clz32(byte & -byte);
}
