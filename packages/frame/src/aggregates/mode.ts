import { Column } from "../column.js";
import type { DataType } from "../data-types.js";
import { nullVector } from "../null-vector.js";
import { risingOrder } from "../verbs/sort/order-rows.js";
import { take } from "../verbs/take/take.js";
import type { Aggregate } from "./aggregate.js";
import { addDistinct, distinct, mergeDistinct, type Distinct } from "./distinct.js";

interface State {
  readonly groups: number;
  readonly type: DataType;
  readonly seen: Distinct;
}

/** The value that is there most often; of several the least. Missing where there is no value. */
export const mode: Aggregate<State> = {
  init: (groups, type) => ({ groups, type, seen: distinct() }),
  add: ({ seen }, column, codes) => addDistinct(seen, "mode", column, codes, null),
  merge: ({ seen }, other, places) => mergeDistinct(seen, "mode", other.seen, places),
  finish({ groups, type, seen }, name) {
    if (seen.values === null) return Column.of(name, nullVector(type, groups));
    const rows = new Int32Array(groups).fill(-1);
    for (const row of risingOrder(seen.values, "mode")) {
      const group = seen.groups[row]!;
      const best = rows[group]!;
      if (best < 0 || seen.counts[row]! > seen.counts[best]!) rows[group] = row;
    }
    return take(seen.values, rows).named(name);
  },
};
