import { ArgumentError } from "@framepool/errors";
import { Random } from "../../random.js";
import { checkPart } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";
import { rowNumbers } from "../sort/row-numbers.js";

/** How many rows, and which. */
export interface SampleOptions {
  /** rows to draw (default 1) */
  readonly n?: number;
  /** part of the rows to draw, from 0 to 1, instead of `n` */
  readonly frac?: number;
  /** the same seed draws the same rows, on every machine */
  readonly seed?: number;
}

/** The options of a sample. */
export const SAMPLING = { n: "whole from 0", frac: "own", seed: "whole" } as const;

/** Rows drawn without replacement, in the order of the draw: the first part of a Fisher–Yates shuffle. */
export function sampleRows(numRows: number, options: SampleOptions): Int32Array {
  const { n, frac, seed } = checkOptions("sample", options, SAMPLING);
  const count = sampleSize(numRows, n, frac);
  const random = new Random(seed);
  const rows = rowNumbers(numRows);
  for (let i = 0; i < count; i++) {
    const j = i + random.below(numRows - i);
    const drawn = rows[j]!;
    rows[j] = rows[i]!;
    rows[i] = drawn;
  }
  return rows.slice(0, count);
}

function sampleSize(numRows: number, n: number | undefined, frac: number | undefined): number {
  if (n !== undefined && frac !== undefined) throw new ArgumentError("sample takes n or frac, not both");
  if (frac !== undefined) checkPart("sample", "frac", frac);
  const count = frac === undefined ? (n ?? 1) : Math.round(frac * numRows);
  if (count > numRows) throw new ArgumentError(`sample: cannot draw ${String(count)} rows of ${String(numRows)} without replacement`);
  return count;
}
