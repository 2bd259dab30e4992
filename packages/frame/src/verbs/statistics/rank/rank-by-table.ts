import { SMALL_RANGE } from "../../keys/integer-codes.js";
import type { SortKeys } from "../../sort/sort-keys.js";
import { rankOfRun, type RankedGroups, type Ranking } from "./ranking.js";

/** To look at so many places takes as long as to put one row in order. */
const PLACES_A_ROW = 4;

/**
 * Writes ranks by counting how often each value is there, where values lie so close together that all that there may be have a place
 * in a table: no row is moved. False, and nothing is written, where they do not, or equal ones get different ranks.
 */
export function rankByTable({ high, low, missing, extent }: SortKeys, groups: RankedGroups | null, { method, ascending, naOption, pct }: Ranking, ranks: Float64Array): boolean {
  if (method === "first" || high !== null || extent === null) return false;
  const { length } = low;
  const { least, most } = extent;
  // Missing ones have the first place of a group, or the last.
  const width = most - least + 3;
  const count = groups?.count ?? 1;
  if (width * count > Math.max(length, Math.min(SMALL_RANGE, PLACES_A_ROW * length))) return false;
  const places = placesOf(low, ascending ? 1 - least : most + 1, ascending ? 1 : -1);
  if (missing !== null) for (let row = 0; row < length; row++) if (missing[row] === 1) places[row] = naOption === "top" ? 0 : width - 1;
  if (groups !== null) for (let row = 0; row < length; row++) places[row]! += groups.codes[row]! * width;
  // Rows of no group are before all others.
  const outside = width;
  const counts = new Int32Array(outside + count * width);
  for (let row = 0; row < length; row++) counts[places[row]! + outside]!++;
  const ranked = new Float64Array(counts.length).fill(NaN);
  for (let begin = outside; begin < counts.length; begin += width) {
    rankGroup(counts.subarray(begin, begin + (naOption === "keep" ? width - 1 : width)), method, pct, ranked.subarray(begin, begin + width));
  }
  for (let row = 0; row < length; row++) ranks[row] = ranked[places[row]! + outside]!;
  return true;
}

function placesOf(low: Uint32Array, zero: number, sign: 1 | -1): Int32Array {
  const places = new Int32Array(low.length);
  for (let row = 0; row < places.length; row++) places[row] = zero + sign * low[row]!;
  return places;
}

/** The rank of each value of a group, of which `counts` tells how often it is there. */
function rankGroup(counts: Int32Array, method: Exclude<Ranking["method"], "first">, pct: boolean, ranked: Float64Array): void {
  let before = 0;
  let runs = 0;
  for (let value = 0; value < counts.length; value++) {
    if (counts[value] === 0) continue;
    ranked[value] = rankOfRun(method, before, before + counts[value]!, ++runs);
    before += counts[value]!;
  }
  if (!pct) return;
  const total = method === "dense" ? runs : before;
  for (let value = 0; value < counts.length; value++) ranked[value]! /= total;
}
