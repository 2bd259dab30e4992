import type { RowComparison } from "./compare-rows.js";

/**
 * Rows of several runs, each in order by `compare`, in order; equal rows stay in the order of their runs. Neighbours are
 * merged pair by pair, so each row moves once for each doubling of the runs. Memory: 8 bytes a row.
 */
export function mergeRuns(runs: readonly Int32Array[], compare: RowComparison): Int32Array {
  if (runs.length === 0) return new Int32Array(0);
  let merged = runs;
  while (merged.length > 1) {
    const pairs: Int32Array[] = [];
    for (let i = 0; i < merged.length; i += 2) pairs.push(i + 1 < merged.length ? mergeTwo(merged[i]!, merged[i + 1]!, compare) : merged[i]!);
    merged = pairs;
  }
  return merged[0]!;
}

function mergeTwo(a: Int32Array, b: Int32Array, compare: RowComparison): Int32Array {
  const out = new Int32Array(a.length + b.length);
  let [i, j, at] = [0, 0, 0];
  while (i < a.length && j < b.length) out[at++] = compare(a[i]!, b[j]!) <= 0 ? a[i++]! : b[j++]!;
  out.set(a.subarray(i), at);
  out.set(b.subarray(j), at + a.length - i);
  return out;
}
