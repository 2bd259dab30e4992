import { groupRows, type GroupRows } from "../../../aggregates/group-rows.js";
import { concatColumns } from "../../../concat-columns.js";
import { orderRows } from "../../sort/order-rows.js";
import { take } from "../../take/take.js";
import { checkRows } from "./check-rows.js";
import type { JoinCodes } from "./join-codes.js";
import type { JoinKeys } from "./join-keys.js";
import type { JoinedRows, OrderedKeys } from "./join-rows.js";

interface Joined {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly keys: OrderedKeys;
}

/** The rows of each key one behind the other, in the order of the keys: each of the left with each of the right, or alone. The codes are written over. */
export function outerRows(keys: JoinKeys, codes: JoinCodes): JoinedRows {
  const count = codes.inOrder ? codes.count : putInOrder(keys, codes);
  const [left, right] = [groupRows(codes.left, count), groupRows(codes.right, count)];
  const { known, pairs } = sizes(left, right, count);
  checkRows(pairs);
  const joined = { length: pairs, left: new Int32Array(pairs), right: new Int32Array(pairs), keys: { first: new Int32Array(known), place: new Int32Array(pairs) } };
  pairUp(left, right, count, codes.left.length, joined);
  return joined;
}

/** How many keys any row has, and how many rows the result. */
function sizes({ starts: left }: GroupRows, { starts: right }: GroupRows, count: number): { known: number; pairs: number } {
  let known = 0;
  let pairs = 0;
  for (let key = 0; key < count; key++) {
    const ofLeft = left[key + 1]! - left[key]!;
    const ofRight = right[key + 1]! - right[key]!;
    if (ofLeft + ofRight === 0) continue;
    known++;
    pairs += Math.max(ofLeft, 1) * Math.max(ofRight, 1);
  }
  return { known, pairs };
}

/** Writes the pairs of all keys; rows of the right stand `below` those of the left. */
function pairUp({ rows: ofLeft, starts: leftStarts }: GroupRows, { rows: ofRight, starts: rightStarts }: GroupRows, count: number, below: number, { left, right, keys: { first, place } }: Joined): void {
  let at = 0;
  for (let key = 0, known = 0; key < count; key++) {
    const begin = leftStarts[key]!;
    const end = leftStarts[key + 1]!;
    const from = rightStarts[key]!;
    const to = rightStarts[key + 1]!;
    if (begin === end && from === to) continue;
    first[known] = begin < end ? ofLeft[begin]! : below + ofRight[from]!;
    // Of a side that has none there is one row, -1.
    for (let i = begin; i < end || i === begin; i++) {
      const row = i < end ? ofLeft[i]! : -1;
      for (let k = from; k < to || k === from; k++) {
        left[at] = row;
        right[at] = k < to ? ofRight[k]! : -1;
        place[at++] = known;
      }
    }
    known++;
  }
}

/** Makes the codes rise with the keys, each of which is looked at in one row that has it; gives how many there are. */
function putInOrder(keys: JoinKeys, { left, right, count }: JoinCodes): number {
  const first = new Int32Array(count).fill(-1);
  for (let j = 0; j < right.length; j++) first[right[j]!] = left.length + j;
  for (let i = 0; i < left.length; i++) first[left[i]!] = i;
  const rows = thoseThere(first);
  const distinct = keys.left.map((column, k) => ({ column: take(concatColumns(column.name, [column, keys.right[k]!]), rows), ascending: true }));
  const order = orderRows(distinct, rows.length, "last", "merge");
  const places = new Int32Array(rows.length);
  for (let place = 0; place < places.length; place++) places[order[place]!] = place;
  // Numbers that nobody has are left out.
  for (let code = 0, known = 0; code < count; code++) if (first[code]! >= 0) first[code] = places[known++]!;
  renumber(left, first);
  renumber(right, first);
  return rows.length;
}

function thoseThere(rows: Int32Array): Int32Array {
  const there = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (rows[i]! >= 0) there[count++] = rows[i]!;
  return there.subarray(0, count);
}

/** Writes the place of each code over it. */
function renumber(codes: Int32Array, places: Int32Array): void {
  for (let i = 0; i < codes.length; i++) codes[i] = places[codes[i]!]!;
}
