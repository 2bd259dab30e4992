import { checkRows } from "./check-rows.js";
import type { JoinCodes } from "./join-codes.js";
import type { JoinKeys } from "./join-keys.js";
import { rowsWith, type KeyRows } from "./key-rows.js";
import { outerRows } from "./outer-rows.js";

/** Which row of each side makes each row of the result; -1 where a side has none. */
export interface JoinedRows {
  readonly length: number;
  /** null: all rows of the left once, in order */
  readonly left: Int32Array | null;
  /** null: all rows of the right once, in order */
  readonly right: Int32Array | null;
  /** the keys one by one, if the rows come in the order of these */
  readonly keys: OrderedKeys | null;
}

/** The keys of a result whose rows come in their order. */
export interface OrderedKeys {
  /** for each key in order a row that has it: of the left, or of the right, which stands below */
  readonly first: Int32Array;
  /** which of them each row of the result has */
  readonly place: Int32Array;
}

/**
 * The order is pandas': that of the left rows (of the right rows for `"right"`), for each of them the matches in their
 * order; for `"outer"` that of the keys, missing ones last. The codes are written over.
 */
export function joinRows(keys: JoinKeys, codes: JoinCodes): JoinedRows {
  const { left, right, rows } = codes;
  switch (keys.how) {
    case "semi":
    case "anti": return semiRows(left, rows(), keys.how === "semi");
    case "right": {
      const { own, others } = matches(right, rows(), true);
      return { length: others.length, left: others, right: own, keys: null };
    }
    case "outer": return outerRows(keys, codes);
    default: {
      const { own, others } = matches(left, rows(), keys.how === "left");
      return { length: others.length, left: own, right: others, keys: null };
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

/** The left rows that have a match, or those that have none. */
function semiRows(codes: Int32Array, known: KeyRows, wanted: boolean): JoinedRows {
  const left = new Int32Array(codes.length);
  let found = 0;
  for (let row = 0; row < codes.length; row++) if (rowsWith(known, codes[row]!) > 0 === wanted) left[found++] = row;
  return { length: found, left: found === codes.length ? null : left.subarray(0, found), right: null, keys: null };
}
