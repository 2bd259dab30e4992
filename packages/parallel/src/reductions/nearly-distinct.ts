import { rowCodes, type Column } from "@framepool/frame/internal";

/** So many of the first rows of a part are looked at: few before many. */
const SAMPLES = [64, 2048];
/** One of so many may be there twice. */
const RARE = 32;

/**
 * Whether nearly all rows of some columns of a part are different, by the first of them: what is there twice is hardly worth being looked
 * for then, since the main thread looks at each anyhow.
 */
export function isNearlyDistinct(keys: readonly Column[], numRows: number, verb: string): boolean {
  if (numRows < 2 * SAMPLES.at(-1)!) return false;
  return SAMPLES.every((rows) => rows - rowCodes(keys.map((column) => column.slice(0, rows)), rows, verb, false).count <= rows / RARE);
}
