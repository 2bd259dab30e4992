import type { Column } from "../column.js";
import { floatsOf } from "../verbs/floats.js";

/** The least and the greatest number; Infinity and -Infinity of none. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

export function extentOf(name: string, column: Column): Extent {
  let [low, high] = [Infinity, -Infinity];
  for (const value of floatsOf(name, column)) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

export function mergeExtents(a: Extent, b: Extent): Extent {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}
