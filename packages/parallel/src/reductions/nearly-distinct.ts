import { concatColumns, rowCodes, take, type Column } from "@framepool/frame/internal";

/** Rows that are looked at, so many in each of some places: few at first. */
const SAMPLES = [{ places: 1, rows: 64 }, { places: 4, rows: 1024 }];
/** One of so many may be there twice: of keys in no order, there are then more kinds than a part of a file has rows. */
const RARE = 64;

/**
 * Whether nearly all rows of some columns of a part seem to be different, by rows from all over it: what is there twice is hardly worth
 * being looked for then, since the main thread looks at each anyhow. Keys that come round in circles of some 4,000 are noticed, of longer ones not all.
 */
export function isNearlyDistinct(keys: readonly Column[], numRows: number, verb: string): boolean {
  return SAMPLES.every(({ places, rows }) => {
    const step = Math.floor(numRows / places);
    if (step < 2 * rows) return false;
    const begins = Array.from({ length: places }, (_, place) => place * step);
    const sample = keys.map((column) => concatColumns(column.name, begins.map((begin) => column.slice(begin, begin + rows))));
    return places * rows - rowCodes(sample, places * rows, verb, false).count <= (places * rows) / RARE;
  });
}

/** Rows anywhere: so many. */
const SCATTERED = 4096;

/** {@link isNearlyDistinct}, also by rows anywhere, in whatever circles keys come: for who counts on it. */
export function isNearlyDistinctAllOver(keys: readonly Column[], numRows: number, verb: string): boolean {
  if (!isNearlyDistinct(keys, numRows, verb)) return false;
  // Multiples of the golden ratio, of which only the fraction counts, lie everywhere and meet no circle.
  const rows = Int32Array.from({ length: SCATTERED }, (_, k) => Math.floor(((k * 0.6180339887498949) % 1) * numRows));
  return SCATTERED - rowCodes(keys.map((column) => take(column, rows)), SCATTERED, verb, false).count <= SCATTERED / RARE;
}
