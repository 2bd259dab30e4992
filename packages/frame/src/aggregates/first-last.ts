import { bitOf } from "../bitmap.js";
import { presentBits } from "../verbs/cells/present.js";
import { pickedBy } from "./picked.js";

/** Rows that are looked at together, so that no more are asked for missing cells than it takes. */
const BLOCK = 8192;

/** The first cell that is there. */
export const first = pickedBy((column, codes, groups) => {
  const rows = new Int32Array(groups).fill(-1);
  let found = 0;
  for (let at = 0; at < codes.length && found < groups; at += BLOCK) {
    const end = Math.min(at + BLOCK, codes.length);
    const present = presentBits(column.slice(at, end));
    for (let row = at; row < end; row++) found += isNew(rows, codes, row, present, at);
  }
  return rows;
});

/** The last cell that is there. */
export const last = pickedBy((column, codes, groups) => {
  const rows = new Int32Array(groups).fill(-1);
  let found = 0;
  for (let end = codes.length; end > 0 && found < groups; end -= BLOCK) {
    const at = Math.max(end - BLOCK, 0);
    const present = presentBits(column.slice(at, end));
    for (let row = end - 1; row >= at; row--) found += isNew(rows, codes, row, present, at);
  }
  return rows;
});

/** 1 where a row's cell is there, and it is the first of its group that is found, which is noted. */
function isNew(rows: Int32Array, codes: Int32Array, row: number, present: Uint8Array | null, at: number): number {
  const group = codes[row]!;
  if (group < 0 || rows[group]! >= 0) return 0;
  if (present !== null && bitOf(present, row - at) === 0) return 0;
  rows[group] = row;
  return 1;
}
