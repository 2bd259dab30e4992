import { missingFlags } from "../verbs/cells/missing.js";
import type { Aggregate } from "./aggregate.js";
import { addDistinct, addDistinctOfOne, distinct, mergeDistinct, picked, type Distinct } from "./distinct.js";
import { countColumn } from "./results.js";

/** What counts as a value. */
export interface NuniqueOptions {
  /** true (default): missing cells do not count; false: together they are one value more */
  readonly dropna?: boolean;
}

interface State {
  readonly groups: number;
  readonly seen: Distinct;
}

/** How many distinct values each group has; missing cells do not count. */
export const nunique: Aggregate<State> = {
  anyOrder: true,
  init: (groups) => ({ groups, seen: distinct(false) }),
  add: ({ groups, seen }, column, codes) => addDistinct(seen, "nunique", column, codes, groups),
  addWhole: ({ seen }, column) => addDistinctOfOne(seen, "nunique", column),
  merge: ({ groups, seen }, other, places) => mergeDistinct(seen, "nunique", other.seen, groups, places),
  packed: (state) => ({ ...state, seen: picked(state.seen) }),
  finish: (state, name) => countColumn(name, countsOf(state)),
};

interface WithMissing extends State {
  /** 1 for a group that has a missing cell */
  readonly missing: Uint8Array;
}

/** The same, and one more where a cell is missing. */
export const nuniqueWithMissing: Aggregate<WithMissing> = {
  anyOrder: true,
  init: (groups, type) => ({ ...nunique.init(groups, type), missing: new Uint8Array(groups) }),
  add(state, column, codes) {
    nunique.add(state, column, codes);
    const flags = missingFlags(column);
    for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && flags[i] === 1) state.missing[codes[i]!] = 1;
  },
  merge(state, other, places) {
    nunique.merge(state, other, places);
    for (let group = 0; group < places.length; group++) if (places[group]! >= 0 && other.missing[group] === 1) state.missing[places[group]!] = 1;
  },
  packed: (state) => ({ ...state, seen: picked(state.seen) }),
  finish: (state, name) => countColumn(name, countsOf(state).map((count, group) => count + state.missing[group]!)),
};

function countsOf({ groups, seen }: State): Float64Array {
  const counts = new Float64Array(groups);
  for (const group of seen.groups) counts[group]!++;
  return counts;
}
