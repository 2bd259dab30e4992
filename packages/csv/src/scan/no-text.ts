import type { Index } from "./scan-types.js";

const NONE = new Uint32Array(1);

/** The index of so many rows that have no field in the text. */
export function noText(rows: number): Index {
  return { rows, columns: 0, ends: NONE, starts: NONE, next: 0, lines: 0, short: false, escapes: false, long: [], openQuote: -1, nonAscii: new Uint8Array(0) };
}
