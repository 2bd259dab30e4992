import { Column } from "../column.js";
import type { DataType } from "../data-types.js";
import { nullVector } from "../null-vector.js";
import { take } from "../verbs/take/take.js";
import type { Aggregate } from "./aggregate.js";
import { addDistinct, distinct, mergeDistinct, picked, type Distinct } from "./distinct.js";
import { extreme } from "./min-max.js";

interface State {
  readonly groups: number;
  readonly type: DataType;
  readonly seen: Distinct;
}

/** The value that is there most often; of several the least. Missing where there is no value. */
export const mode: Aggregate<State> = {
  init: (groups, type) => ({ groups, type, seen: distinct(true) }),
  add: ({ groups, seen }, column, codes) => addDistinct(seen, "mode", column, codes, groups),
  merge: ({ groups, seen }, other, places) => mergeDistinct(seen, "mode", other.seen, groups, places),
  packed: (state) => ({ ...state, seen: picked(state.seen) }),
  finish({ groups, type, seen }, name) {
    if (seen.column === null) return Column.of(name, nullVector(type, groups));
    const { rows, codes } = mostOften(seen, groups);
    const values = take(seen.column, rows);
    return take(values, extreme("mode", values, codes, groups, 1)).named(name);
  },
};

/** The rows of the values that no other of their group is there more often than, and their groups. */
function mostOften({ rows, groups, counts }: Distinct, count: number): { readonly rows: Int32Array; readonly codes: Int32Array } {
  const most = new Float64Array(count);
  for (let i = 0; i < groups.length; i++) if (counts[i]! > most[groups[i]!]!) most[groups[i]!] = counts[i]!;
  const found = { rows: new Int32Array(groups.length), codes: new Int32Array(groups.length) };
  let length = 0;
  for (let i = 0; i < groups.length; i++) {
    if (counts[i]! < most[groups[i]!]!) continue;
    found.rows[length] = rows === null ? i : rows[i]!;
    found.codes[length++] = groups[i]!;
  }
  return { rows: found.rows.subarray(0, length), codes: found.codes.subarray(0, length) };
}
