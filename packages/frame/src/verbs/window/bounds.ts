import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { checkWhole } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";

/** Which rows a window holds. */
export interface RollingOptions {
  /** values that a window needs for a result (default: its size) */
  readonly minPeriods?: number;
  /** the window reaches to both sides of its row, not back from it */
  readonly center?: boolean;
  /** which ends belong to it (default `"right"`: its own row, and not the one that is `n` rows before) */
  readonly closed?: "right" | "left" | "both" | "neither";
}

/** A kind of window. */
export interface Windowing {
  readonly minPeriods: number;
  /** from a row to the first of its window; -Infinity: every window begins with the first row of all */
  readonly first: number;
  /** from a row to the one behind the last of its window */
  readonly behind: number;
}

/** `first` and `behind` of windows over so many rows, as integers that reach no further than these. The window of `row` is from `clamped(row + first, stop)` to `stop = clamped(row + behind, length)`: neither ever falls. */
export function reachOf({ first, behind }: Windowing, length: number): { readonly first: number; readonly behind: number } {
  return { first: Math.max(-length, first) | 0, behind: Math.min(length, behind) | 0 };
}

/** A place within 0 and `most`. */
export function clamped(place: number, most: number): number {
  return place < 0 ? 0 : place > most ? most : place;
}

/** Windows of `n` rows. */
export function rolling(n: number, options: RollingOptions = {}): Windowing {
  const { minPeriods, center = false, closed = "right" } = checkOptions("rolling", options, { minPeriods: "whole from 0", center: "flag", closed: ["right", "left", "both", "neither"] });
  if (!Number.isInteger(n) || n < 0) throw new ArgumentError(`rolling(n) needs a whole number of rows, not ${shown(n)}`);
  if (minPeriods !== undefined && minPeriods > n) throw new ArgumentError(`rolling: minPeriods ${String(minPeriods)} is more than the ${String(n)} rows of a window`);
  const ahead = center ? Math.floor((n - 1) / 2) : 0;
  const [early, late] = [closed === "left" || closed === "both" ? 1 : 0, closed === "left" || closed === "neither" ? 1 : 0];
  return { minPeriods: minPeriods ?? n, first: 1 + ahead - n - early, behind: 1 + ahead - late };
}

/** Windows from the first row to each row. */
export function expanding(minPeriods = 1): Windowing {
  checkWhole("expanding", "minPeriods", minPeriods, 0);
  return { minPeriods, first: -Infinity, behind: 1 };
}
