import { pairsOf } from "./letter-bytes.js";

const SPACE = 0x20;

/** The first letter of each cell as it begins a word, if it is of one or two bytes; gives `rows`, which are left, and those where it becomes longer, in order. */
export function beginCells(from: Uint8Array, to: Uint8Array, ends: Int32Array, rows: number[], begin: (letter: string) => string): number[] {
  const pairs = pairsOf(begin);
  const more: number[] = [];
  for (let row = 0; row + 1 < ends.length; row++) {
    const [at, end] = [ends[row]!, ends[row + 1]!];
    if (at === end) continue;
    const byte = from[at]!;
    if ((byte | SPACE) >= 0x61 && (byte | SPACE) <= 0x7a) to[at] = byte & ~SPACE;
    // What has more bytes is in `rows`, as are bytes that are no UTF-8.
    if ((byte & 0xe0) !== 0xc0 || at + 1 === end || (from[at + 1]! & 0xc0) !== 0x80) continue;
    const made = pairs[((byte & 0x1f) << 6) | (from[at + 1]! & 0x3f)]!;
    if (made === 0) {
      more.push(row);
    } else {
      to[at] = 0xc0 | (made >> 6);
      to[at + 1] = 0x80 | (made & 0x3f);
    }
  }
  return more.length === 0 ? rows : [...new Set(rows.concat(more))].sort((a, b) => a - b);
}
