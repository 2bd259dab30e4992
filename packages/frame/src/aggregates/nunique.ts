import type { Aggregate } from "./aggregate.js";
import { addDistinct, distinct, mergeDistinct, type Distinct } from "./distinct.js";
import { countColumn } from "./results.js";

interface State {
  readonly groups: number;
  readonly seen: Distinct;
}

/** How many distinct values each group has; missing cells do not count. */
export const nunique: Aggregate<State> = {
  init: (groups) => ({ groups, seen: distinct() }),
  add: ({ seen }, column, codes) => addDistinct(seen, "nunique", column, codes, null),
  merge: ({ seen }, other, places) => mergeDistinct(seen, "nunique", other.seen, places),
  finish({ groups, seen }, name) {
    const counts = new Float64Array(groups);
    for (const group of seen.groups) counts[group]!++;
    return countColumn(name, counts);
  },
};
