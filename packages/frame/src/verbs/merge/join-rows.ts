import { FrameError } from "@framepool/errors";
import { groupRows } from "../../aggregates/group-rows.js";
import { concatColumns } from "../../concat-columns.js";
import { orderRows } from "../sort/order-rows.js";
import { radixOrder } from "../sort/radix-order.js";
import { rowNumbers } from "../sort/row-numbers.js";
import { take } from "../take.js";
import type { JoinCodes } from "./join-codes.js";
import type { JoinKeys } from "./join-keys.js";

/** Which row of each side makes each row of the result; -1 where a side has none. */
export interface JoinedRows {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/**
 * The order is pandas': that of the left rows (of the right rows for `"right"`), for each of them the matches in their
 * order; for `"outer"` that of the keys, missing ones last.
 */
export function joinRows(keys: JoinKeys, codes: JoinCodes): JoinedRows {
  const { left, right, count } = codes;
  switch (keys.how) {
    case "semi":
    case "anti": return { left: rowsWithMatch(left, right, count, keys.how === "semi"), right: new Int32Array(0) };
    case "right": {
      const turned = matches(right, left, count, true, false);
      return { left: turned.right, right: turned.left };
    }
    case "outer": return inKeyOrder(keys, codes, matches(left, right, count, true, true));
    default: return matches(left, right, count, keys.how === "left", false);
  }
}

/** Pairs in the order of the left rows; then, if asked for, rows of the right that have no match. */
function matches(left: Int32Array, right: Int32Array, count: number, keepLeft: boolean, keepRight: boolean): JoinedRows {
  const only = keepRight ? null : onlyRows(right, count);
  if (only !== null) return keepLeft ? { left: rowNumbers(left.length), right: looked(left, only) } : found(left, only);
  const { rows, starts } = groupRows(right, count);
  let total = 0;
  const seen = new Uint8Array(count);
  for (let i = 0; i < left.length; i++) {
    const code = left[i]!;
    const found = starts[code + 1]! - starts[code]!;
    total += found === 0 && keepLeft ? 1 : found;
    seen[code] = 1;
  }
  if (keepRight) for (let j = 0; j < right.length; j++) if (seen[right[j]!] === 0) total++;
  checkRows(total);
  const out = { left: new Int32Array(total), right: new Int32Array(total) };
  let at = 0;
  for (let i = 0; i < left.length; i++) {
    const begin = starts[left[i]!]!;
    const end = starts[left[i]! + 1]!;
    for (let k = begin; k < end; k++, at++) {
      out.left[at] = i;
      out.right[at] = rows[k]!;
    }
    if (begin === end && keepLeft) {
      out.left[at] = i;
      out.right[at++] = -1;
    }
  }
  if (keepRight) {
    for (let j = 0; j < right.length; j++) {
      if (seen[right[j]!] === 1) continue;
      out.left[at] = -1;
      out.right[at++] = j;
    }
  }
  return out;
}

/** The row that has each code, -1 where none has; null if one is there twice. */
function onlyRows(codes: Int32Array, count: number): Int32Array | null {
  const rows = new Int32Array(count).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (rows[code]! >= 0) return null;
    rows[code] = row;
  }
  return rows;
}

function looked(left: Int32Array, only: Int32Array): Int32Array {
  const right = new Int32Array(left.length);
  for (let i = 0; i < left.length; i++) right[i] = only[left[i]!]!;
  return right;
}

/** Pairs of those left rows that have a match, where none has two. */
function found(left: Int32Array, only: Int32Array): JoinedRows {
  const [own, others] = [new Int32Array(left.length), new Int32Array(left.length)];
  let count = 0;
  for (let i = 0; i < left.length; i++) {
    const row = only[left[i]!]!;
    if (row < 0) continue;
    own[count] = i;
    others[count++] = row;
  }
  return { left: own.subarray(0, count), right: others.subarray(0, count) };
}

/** Rows are numbered by 32 bits. */
const MOST_ROWS = 2 ** 31 - 1;

/** Throws FrameError if a result would have more rows than can be numbered. */
export function checkRows(total: number): void {
  if (total > MOST_ROWS) throw new FrameError(`merge: the result would have ${String(total)} rows; keys that are there many times on both sides make so many pairs`);
}

function rowsWithMatch(left: Int32Array, right: Int32Array, count: number, wanted: boolean): Int32Array {
  const there = new Uint8Array(count);
  for (let j = 0; j < right.length; j++) there[right[j]!] = 1;
  return rowNumbers(left.length).filter((i) => (there[left[i]!] === 1) === wanted);
}

/** Sorts pairs by key: each key is ranked once, by a row that has it. */
function inKeyOrder(keys: JoinKeys, { left, right, count }: JoinCodes, rows: JoinedRows): JoinedRows {
  const first = new Int32Array(count);
  for (let j = 0; j < right.length; j++) first[right[j]!] = left.length + j;
  for (let i = 0; i < left.length; i++) first[left[i]!] = i;
  const distinct = keys.left.map((column, k) => ({ column: take(concatColumns(column.name, [column, keys.right[k]!]), first), ascending: true }));
  const rankOf = new Uint32Array(count);
  for (const [place, code] of orderRows(distinct, count, "last", "merge").entries()) rankOf[code] = place;
  const ranks = new Uint32Array(rows.left.length);
  for (let i = 0; i < ranks.length; i++) ranks[i] = rankOf[rows.left[i]! >= 0 ? left[rows.left[i]!]! : right[rows.right[i]!]!]!;
  const sorted = radixOrder(rowNumbers(ranks.length), null, ranks);
  return { left: sorted.map((i) => rows.left[i]!), right: sorted.map((i) => rows.right[i]!) };
}
