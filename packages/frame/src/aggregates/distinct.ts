import type { Column } from "../column.js";
import { concatColumns } from "../concat-columns.js";
import { codesOf } from "../verbs/keys/column-codes.js";
import { paired } from "../verbs/keys/row-codes.js";
import { take } from "../verbs/take/take.js";

/** The distinct values of groups, and how often each of them is there. Missing cells are left out. */
export interface Distinct {
  /** each value of each group; null until the first cells come */
  values: Column | null;
  /** the group of each of them */
  groups: Int32Array;
  /** how often it is there */
  counts: Float64Array;
}

export function distinct(): Distinct {
  return { values: null, groups: new Int32Array(0), counts: new Float64Array(0) };
}

/** Adds the cells of a column, each `weights[i]` times (once, if null). */
export function addDistinct(state: Distinct, verb: string, column: Column, codes: Int32Array, weights: Float64Array | null): void {
  const { values, groups: known, counts } = state;
  const all = values === null ? column : concatColumns(column.name, [values, column]);
  const before = known.length;
  const groups = new Int32Array(all.length);
  groups.set(known);
  groups.set(codes, before);
  let count = 0;
  for (let i = 0; i < groups.length; i++) if (groups[i]! >= count) count = groups[i]! + 1;
  const pairs = paired(codesOf(all, verb), { codes: groups, count });
  const totals = new Float64Array(pairs.count);
  for (let i = 0; i < groups.length; i++) {
    const pair = pairs.codes[i]!;
    if (pair >= 0) totals[pair]! += i < before ? counts[i]! : weights === null ? 1 : weights[i - before]!;
  }
  state.values = take(all, pairs.first);
  state.groups = pairs.first.map((row) => groups[row]!);
  state.counts = totals;
}

export function mergeDistinct(state: Distinct, verb: string, other: Distinct, places: Int32Array): void {
  if (other.values !== null) addDistinct(state, verb, other.values, other.groups.map((group) => places[group]!), other.counts);
}
