import { concatColumns, rowCodes, type Column } from "@framepool/frame/internal";

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
