import { FrameError } from "@framepool/errors";

/** Rows are numbered by 32 bits. */
const MOST_ROWS = 2 ** 31 - 1;

/** Throws FrameError if a result would have more rows than can be numbered. */
export function checkRows(total: number): void {
  if (total > MOST_ROWS) throw new FrameError(`merge: the result would have ${String(total)} rows; keys that are there many times on both sides make so many pairs`);
}
