import type { ReadBytes } from "./InstantRows.js";

/** A space of ASCII. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Reads a cell without the spaces of ASCII around it. */
export function trimmed(read: ReadBytes): ReadBytes {
  return (bytes, at, end, row, into) => {
    let first = at;
    let behind = end;
    while (first < behind && isSpace(bytes[first]!)) first++;
    while (first < behind && isSpace(bytes[behind - 1]!)) behind--;
    return read(bytes, first, behind, row, into);
  };
}
