import { FrameError } from "@framepool/errors";
import { groupRows, type GroupRows } from "../../../aggregates/group-rows.js";
import { concatColumns } from "../../../concat-columns.js";
import { orderRows } from "../../sort/order-rows.js";
import { take } from "../../take/take.js";
import type { JoinCodes } from "./join-codes.js";
import type { JoinKeys } from "./join-keys.js";
import { rowsWith, type KeyRows } from "./key-rows.js";

/** Which row of each side makes each row of the result; -1 where a side has none. */
export interface JoinedRows {
  readonly length: number;
  /** null: all rows of the left once, in order */
  readonly left: Int32Array | null;
  /** null: all rows of the right once, in order */
  readonly right: Int32Array | null;
}

/**
 * The order is pandas': that of the left rows (of the right rows for `"right"`), for each of them the matches in their
 * order; for `"outer"` that of the keys, missing ones last. The codes are written over.
 */
export function joinRows(keys: JoinKeys, { left, right, count, rows }: JoinCodes): JoinedRows {
  switch (keys.how) {
    case "semi":
    case "anti": return semiRows(left, rows, keys.how === "semi");
    case "right": {
      const { own, others } = matches(right, rows, true);
      return { length: others.length, left: others, right: own };
    }
    case "outer": return inKeyOrder(keys, { left, right, count });
    default: {
      const { own, others } = matches(left, rows, keys.how === "left");
      return { length: others.length, left: own, right: others };
    }
  }
}

/** Rows of a side, `own`, and for each the row of the other side that matches. */
interface Matches {
  /** null: every row once, in order */
  readonly own: Int32Array | null;
  readonly others: Int32Array;
}

/** Pairs in the order of the rows that have those codes, which are written over; with `keep` each is there, if only with -1. */
function matches(codes: Int32Array, rows: KeyRows, keep: boolean): Matches {
  if (rows.only === null) return pairs(codes, rows, keep);
  if (keep) return rows.numbered ? { own: null, others: codes } : looked(codes, rows.only);
  return found(codes, rows.only);
}

/** The one match of each row. */
function looked(codes: Int32Array, only: Int32Array): Matches {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code >= 0) codes[i] = only[code]!;
  }
  return { own: null, others: codes };
}

/** Pairs of those rows that have a match, where none has two. */
function found(codes: Int32Array, only: Int32Array): Matches {
  const own = new Int32Array(codes.length);
  let count = 0;
  for (let i = 0; i < codes.length; i++) {
    const row = codes[i]! < 0 ? -1 : only[codes[i]!]!;
    if (row < 0) continue;
    own[count] = i;
    codes[count++] = row;
  }
  return count === codes.length ? { own: null, others: codes } : { own: own.subarray(0, count), others: codes.subarray(0, count) };
}

function pairs(codes: Int32Array, known: KeyRows, keep: boolean): { own: Int32Array; others: Int32Array } {
  let total = 0;
  for (let i = 0; i < codes.length; i++) total += Math.max(rowsWith(known, codes[i]!), keep ? 1 : 0);
  checkRows(total);
  const [own, others] = [new Int32Array(total), new Int32Array(total)];
  const { only, rows, starts } = known;
  let at = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    const matching = rowsWith(known, code);
    for (let k = 0; k < matching; k++, at++) {
      own[at] = i;
      others[at] = only === null ? rows[starts[code]! + k]! : only[code]!;
    }
    if (matching === 0 && keep) {
      own[at] = i;
      others[at++] = -1;
    }
  }
  return { own, others };
}

/** Rows are numbered by 32 bits. */
const MOST_ROWS = 2 ** 31 - 1;

/** Throws FrameError if a result would have more rows than can be numbered. */
export function checkRows(total: number): void {
  if (total > MOST_ROWS) throw new FrameError(`merge: the result would have ${String(total)} rows; keys that are there many times on both sides make so many pairs`);
}

/** The left rows that have a match, or those that have none. */
function semiRows(codes: Int32Array, known: KeyRows, wanted: boolean): JoinedRows {
  const left = new Int32Array(codes.length);
  let found = 0;
  for (let row = 0; row < codes.length; row++) if (rowsWith(known, codes[row]!) > 0 === wanted) left[found++] = row;
  return { length: found, left: found === codes.length ? null : left.subarray(0, found), right: null };
}

/** The rows of each key one behind the other, in the order of the keys: each of the left with each of the right, or alone. */
function inKeyOrder(keys: JoinKeys, codes: Pick<JoinCodes, "left" | "right" | "count">): JoinedRows {
  const { count } = codes;
  const places = placesOfKeys(keys, codes);
  const [left, right] = [codes.left, codes.right].map((side) => groupRows(moved(side, places), count)) as [GroupRows, GroupRows];
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
function placesOfKeys(keys: JoinKeys, { left, right, count }: Pick<JoinCodes, "left" | "right" | "count">): Int32Array {
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
function moved(codes: Int32Array, places: Int32Array): Int32Array {
  for (let i = 0; i < codes.length; i++) codes[i] = places[codes[i]!]!;
  return codes;
}
