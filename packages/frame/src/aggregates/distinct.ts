import type { Column } from "../column.js";
import { concatColumns } from "../concat-columns.js";
import { codesOf } from "../verbs/keys/column-codes.js";
import { distinctRows } from "../verbs/sort/distinct-rows.js";
import { numbersWithGaps, readsAsNumbers } from "../verbs/numbers/numbers-with-gaps.js";
import { seemFew } from "../verbs/numbers/seem-few.js";
import { take } from "../verbs/take/take.js";
import { distinctCodes, distinctNumbers, type DistinctRows, type Weights } from "./distinct-within.js";

/** The distinct values of groups, and how often each of them is there. Missing cells are left out. */
export interface Distinct {
  /** has each value of each group; null until the first cells come */
  column: Column | null;
  /** which rows they are; null: all. They are only picked where somebody needs them. */
  rows: Int32Array | null;
  /** the group of each of them */
  groups: Int32Array;
  /** how often it is there, if that is counted */
  counts: Float64Array;
  readonly isCounted: boolean;
}

export function distinct(isCounted: boolean): Distinct {
  return { column: null, rows: null, groups: new Int32Array(0), counts: new Float64Array(0), isCounted };
}

/** Adds the cells of a column, each `weights[i]` times (once, if null). `count`: how many groups there are. */
export function addDistinct(state: Distinct, verb: string, column: Column, codes: Int32Array, count: number, weights: Float64Array | null = null): void {
  const known = valuesOf(state);
  const all = known === null ? { column, codes, weights } : together(state, known, column, codes, weights);
  Object.assign(state, { column: all.column, ...found(all.column, all.codes, count, state.isCounted ? (all.weights ?? "once") : null, verb) });
}

/** The same of rows that are all of the only group; nothing was added before, and nothing is counted. */
export function addDistinctOfOne(state: Distinct, verb: string, column: Column): void {
  const rows = distinctRows(column, verb);
  Object.assign(state, { column, rows, groups: new Int32Array(rows.length) });
}

export function mergeDistinct(state: Distinct, verb: string, other: Distinct, count: number, places: Int32Array): void {
  const values = valuesOf(other);
  if (values === null) return;
  const codes = new Int32Array(other.groups.length);
  for (let i = 0; i < codes.length; i++) codes[i] = places[other.groups[i]!]!;
  addDistinct(state, verb, values, codes, count, other.isCounted ? other.counts : null);
}

/** The state with nothing in it but its values: what is sent. */
export function picked(state: Distinct): Distinct {
  const { groups, counts, isCounted } = state;
  return { column: valuesOf(state), rows: null, groups: groups.slice(), counts: counts.slice(), isCounted };
}

/** A cell for each value of each group. */
function valuesOf({ column, rows }: Distinct): Column | null {
  return column === null || rows === null ? column : take(column, rows);
}

interface Weighed {
  readonly column: Column;
  readonly codes: Int32Array;
  readonly weights: Float64Array | null;
}

/** What is known, and the new cells behind it. */
function together({ groups, counts, isCounted }: Distinct, known: Column, column: Column, codes: Int32Array, weights: Float64Array | null): Weighed {
  const before = groups.length;
  const all = new Int32Array(before + codes.length);
  all.set(groups);
  all.set(codes, before);
  return { column: concatColumns(column.name, [known, column]), codes: all, weights: isCounted ? joined(counts, weights, all.length) : null };
}

function joined(counts: Float64Array, weights: Float64Array | null, length: number): Float64Array {
  const all = new Float64Array(length).fill(1);
  all.set(counts);
  if (weights !== null) all.set(weights, counts.length);
  return all;
}

/** The distinct cells of groups. Numbers are looked up group by group, unless few are different, or there is one group. */
function found(column: Column, codes: Int32Array, count: number, weights: Weights, verb: string): DistinctRows {
  if (count > 1 && readsAsNumbers(column.type) && !seemFew(column)) {
    const { values, wide } = numbersWithGaps(column);
    if (wide === null) return distinctNumbers(values, codes, count, weights);
  }
  return distinctCodes(codesOf(column, verb), codes, count, weights);
}
