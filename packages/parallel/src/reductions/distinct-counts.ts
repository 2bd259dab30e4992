import { countKeys, joinKeyCounts, pickedKeys, type Column, type DistinctCounts } from "@framepool/frame/internal";

/** The distinct cells of a column of a part, and how often each is there: no other row travels. Missing ones do not count. */
export function distinctCounts(column: Column, verb: string): DistinctCounts {
  const found = countKeys([column], column.length, verb, true);
  return { keys: pickedKeys(found), rows: null, counts: found.counts };
}

/** Those of neighbouring parts. */
export function joinedCounts(parts: readonly DistinctCounts[], verb: string): DistinctCounts {
  return joinKeyCounts(parts, verb, true);
}
