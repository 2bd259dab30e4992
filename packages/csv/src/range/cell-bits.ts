import type { CellRules } from "../types/cell-rules.js";
import { fineness, inUnit } from "../types/parse-time.js";

/** What the cells of a range can be: bits a column, to be or-ed together over all ranges. */
export interface RangeTypes {
  readonly rows: number;
  readonly firstRow: number;
  readonly bits: readonly number[];
}

/** The bits of one cell that is not missing. */
export function cellBits(rules: CellRules, found: "any" | "date" | "unit"): (text: string) => number {
  return found === "any" ? rules.classify : instantBits(rules, found);
}

// Beside the bits of parse-time.ts.
export const NO_DATE = 4;
/** beyond what a count of ns in 64 bits reaches */
export const FAR = 8;

/** What is no instant makes a column of dates text; in a declared timestamp it makes its row a bad line, when that is read. */
function instantBits({ instant }: CellRules, found: "date" | "unit"): (text: string) => number {
  return (text) => {
    const seen = instant(text);
    if (seen === null) return found === "date" ? NO_DATE : 0;
    return fineness(seen) | (inUnit(seen, "ns") === undefined ? FAR : 0);
  };
}
