import type { Column } from "../../column.js";
import { checkOptions } from "../arguments/check-options.js";
import { missingFlags } from "../cells/missing.js";
import { unspelled } from "../cells/unspelled.js";
import { floatColumn, floatsOf, newFloats } from "../numbers/floats.js";

/** Which missing cells are filled. */
export interface InterpolateOptions {
  /** straight lines between the rows (the only method there is) */
  readonly method?: "linear";
  /** how many missing cells in a row are filled at most (default: all) */
  readonly limit?: number;
  /** from which side: cells before the first value are filled by `"backward"` and `"both"` only, with that value */
  readonly limitDirection?: "forward" | "backward" | "both";
  /** `"inside"`: only between values; `"outside"`: only before the first and after the last one */
  readonly limitArea?: "inside" | "outside";
}

const INTERPOLATING = { method: ["linear"], limit: "whole from 1", limitDirection: ["forward", "backward", "both"], limitArea: ["inside", "outside"] } as const;

/** Missing numbers on the straight line between their neighbours; beyond the last value, that value. A float64 column, if any is missing. */
export function interpolate(column: Column, options: InterpolateOptions = {}): Column {
  const { limit, limitDirection = "forward", limitArea } = checkOptions("interpolate", options, INTERPOLATING);
  const floats = floatsOf("interpolate", column);
  if (!missingFlags(column).includes(1)) return unspelled(column);
  const out = newFloats(floats.length);
  out.set(floats);
  let before = -1;
  for (let after = nextValue(floats, 0); before < floats.length; after = nextValue(floats, after + 1)) {
    if (after > before + 1) fillGap({ floats, out, before, after }, limit ?? Infinity, limitDirection, limitArea);
    before = after;
  }
  return floatColumn(column.name, out);
}

/** The row of the next value from `row` on; the length if there is none. */
function nextValue(floats: Float64Array, row: number): number {
  let at = row;
  while (at < floats.length && floats[at] !== floats[at]) at++;
  return at;
}

/** Rows between `before` and `after` are missing; -1 and the length stand for no value there. */
interface Gap {
  readonly floats: Float64Array;
  readonly out: Float64Array;
  readonly before: number;
  readonly after: number;
}

function fillGap({ floats, out, before, after }: Gap, limit: number, direction: "forward" | "backward" | "both", area: "inside" | "outside" | undefined): void {
  const inside = before >= 0 && after < floats.length;
  if (area !== undefined && (area === "inside") !== inside) return;
  const slope = inside ? (floats[after]! - floats[before]!) / (after - before) : 0;
  for (let row = before + 1; row < after && row < floats.length; row++) {
    const fromBefore = direction !== "backward" && before >= 0 && row - before <= limit;
    const fromAfter = direction !== "forward" && after < floats.length && after - row <= limit;
    if (!fromBefore && !fromAfter) continue;
    if (inside) out[row] = betweenEnds(slope, row - before, floats[before]!, row - after, floats[after]!);
    else out[row] = before >= 0 ? floats[before]! : floats[after]!;
  }
}

/** The line's value so many rows from its two ends; where an infinity leaves none seen from one end, seen from the other. */
function betweenEnds(slope: number, fromFirst: number, first: number, fromLast: number, last: number): number {
  const value = slope * fromFirst + first;
  if (value === value) return value;
  const other = slope * fromLast + last;
  return other !== other && first === last ? first : other;
}
