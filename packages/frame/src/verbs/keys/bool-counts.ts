import type { Column } from "../../column.js";
import { tallyBools } from "../cells/tally-bools.js";
import type { Counted } from "./codes.js";

/** The distinct cells of a column of bools, without missing ones, and how often each is there; null of other columns. */
export function countBools(column: Column): Counted | null {
  if (column.type.kind !== "bool") return null;
  const { counts, first } = tallyBools(column);
  const found = [0, 1].filter((value) => first[value]! >= 0).sort((a, b) => first[a]! - first[b]!);
  return { first: Int32Array.from(found, (value) => first[value]!), counts: Float64Array.from(found, (value) => counts[value]!) };
}
