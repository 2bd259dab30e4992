import { groupRows, type GroupRows } from "../../../aggregates/group-rows.js";
import { concatColumns } from "../../../concat-columns.js";
import { orderRows } from "../../sort/order-rows.js";
import { take } from "../../take/take.js";
import { checkRows } from "./check-rows.js";
import type { JoinCodes } from "./join-codes.js";
import type { JoinKeys } from "./join-keys.js";
import type { JoinedRows } from "./join-rows.js";

type Sides = Pick<JoinCodes, "left" | "right" | "count">;

/** The rows of each key one behind the other, in the order of the keys: each of the left with each of the right, or alone. The codes are written over. */
export function outerRows(keys: JoinKeys, codes: Sides): JoinedRows {
  const { count } = codes;
  const places = placesOfKeys(keys, codes);
  const [left, right] = [codes.left, codes.right].map((side) => groupRows(renumbered(side, places), count)) as [GroupRows, GroupRows];
  let total = 0;
  for (let key = 0; key < count; key++) total += Math.max(lengthOf(left, key), 1) * Math.max(lengthOf(right, key), 1);
  checkRows(total);
  const joined = { length: total, left: new Int32Array(total), right: new Int32Array(total) };
  let at = 0;
  for (let key = 0; key < count; key++) at = pairUp(left, right, key, joined, at);
  return joined;
}

function lengthOf({ starts }: GroupRows, key: number): number {
  return starts[key + 1]! - starts[key]!;
}

/** Writes the pairs of a key's rows from `at` on, and gives the place behind them. */
function pairUp({ rows: ofLeft, starts: leftStarts }: GroupRows, { rows: ofRight, starts: rightStarts }: GroupRows, key: number, { left, right }: { readonly left: Int32Array; readonly right: Int32Array }, at: number): number {
  const [begin, end] = [leftStarts[key]!, leftStarts[key + 1]!];
  const [from, to] = [rightStarts[key]!, rightStarts[key + 1]!];
  let place = at;
  // Of a side that has none there is one row, -1.
  for (let i = begin; i < Math.max(end, begin + 1); i++) {
    const row = i < end ? ofLeft[i]! : -1;
    for (let k = from; k < Math.max(to, from + 1); k++) {
      left[place] = row;
      right[place++] = k < to ? ofRight[k]! : -1;
    }
  }
  return place;
}

/** Which place each key has in their order; it is looked at in one row that has it. */
function placesOfKeys(keys: JoinKeys, { left, right, count }: Sides): Int32Array {
  const first = new Int32Array(count);
  for (let j = 0; j < right.length; j++) first[right[j]!] = left.length + j;
  for (let i = 0; i < left.length; i++) first[left[i]!] = i;
  const distinct = keys.left.map((column, k) => ({ column: take(concatColumns(column.name, [column, keys.right[k]!]), first), ascending: true }));
  const order = orderRows(distinct, count, "last", "merge");
  const places = new Int32Array(count);
  for (let place = 0; place < count; place++) places[order[place]!] = place;
  return places;
}

/** The place of each code, written over it. */
function renumbered(codes: Int32Array, places: Int32Array): Int32Array {
  for (let i = 0; i < codes.length; i++) codes[i] = places[codes[i]!]!;
  return codes;
}
