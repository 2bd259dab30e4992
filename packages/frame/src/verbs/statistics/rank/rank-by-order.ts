import { groupRows } from "../../../aggregates/group-rows.js";
import { orderByKeys } from "../../sort/order-by-keys.js";
import type { SortKeys } from "../../sort/sort-keys.js";
import { rankOfRun, type RankedGroups, type Ranking } from "./ranking.js";

/** Writes ranks by putting all rows in order; NaN where a row has none. */
export function rankByOrder(keys: SortKeys, groups: RankedGroups | null, ranking: Ranking, ranks: Float64Array): void {
  const { length } = ranks;
  const order = orderByKeys(null, keys, ranking.ascending, ranking.naOption === "top" ? "first" : "last");
  const { rows, starts } = groups === null ? { rows: order, starts: Int32Array.of(0, length) } : groupRows(groups.codes, groups.count, order);
  const { missing } = keys;
  const kept = ranking.naOption === "keep" ? missing : null;
  if (kept !== null || rows.length < length) ranks.fill(NaN);
  for (let group = 0; group + 1 < starts.length; group++) {
    let end = starts[group + 1]!;
    while (kept !== null && end > starts[group]! && kept[rows[end - 1]!] === 1) end--;
    rankRows(rows.subarray(starts[group], end), keys, ranking, ranks);
  }
}

/** Ranks rows that are in order. A key is looked at once, since it lies anywhere. */
function rankRows(rows: Int32Array, { high, low, missing }: SortKeys, { method, pct }: Ranking, ranks: Float64Array): void {
  const { length } = rows;
  let [begin, runs] = [0, 0];
  let [word, top, gone] = [-1, 0, 0];
  for (let i = 0; i < length; i++) {
    const row = rows[i]!;
    const isGone = missing === null ? 0 : missing[row]!;
    const ownWord = isGone === 1 ? 0 : low[row]!;
    const ownTop = isGone === 1 || high === null ? 0 : high[row]!;
    if (ownWord === word && ownTop === top && isGone === gone) continue;
    if (i > 0) rankRun(rows, begin, i, ++runs, method, ranks);
    begin = i;
    [word, top, gone] = [ownWord, ownTop, isGone];
  }
  if (length > 0) rankRun(rows, begin, length, ++runs, method, ranks);
  if (!pct) return;
  const total = method === "dense" ? runs : length;
  for (let i = 0; i < length; i++) ranks[rows[i]!]! /= total;
}

function rankRun(rows: Int32Array, begin: number, end: number, run: number, method: Ranking["method"], ranks: Float64Array): void {
  if (method === "first") for (let i = begin; i < end; i++) ranks[rows[i]!] = i + 1;
  else {
    const rank = rankOfRun(method, begin, end, run);
    for (let i = begin; i < end; i++) ranks[rows[i]!] = rank;
  }
}
