import type { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { take } from "../take/take.js";
import { countCodes, type Counted } from "./codes.js";
import { countBools } from "./bool-counts.js";
import { rowCodes } from "./row-codes.js";
import { TextCounter } from "./TextCounter.js";

/** Rows of key columns, and how often each is there. */
export interface KeyCounts {
  readonly keys: readonly Column[];
  /** which rows of the keys they are, in order of first appearance; null: all */
  readonly rows: Int32Array | null;
  /** null: nobody has looked; each is there once here, and may be there again */
  readonly counts: Float64Array | null;
}

/** What {@link countKeys} finds: each row once. */
export interface DistinctCounts extends KeyCounts {
  readonly counts: Float64Array;
}

/** The distinct rows of key columns of one length, and how often each is there; `dropna`: without those of which a key is missing. */
export function countKeys(keys: readonly Column[], numRows: number, verb: string, dropna: boolean): DistinctCounts {
  const few = dropna && keys.length === 1 ? fewCells(keys[0]!) : null;
  const { first, counts } = few ?? counted(keys, numRows, verb, dropna);
  return { keys, rows: first, counts };
}

/** The same of all rows, where parts of them were counted, in order. */
export function joinKeyCounts(parts: readonly KeyCounts[], verb: string, dropna: boolean): DistinctCounts {
  const [first] = parts;
  if (parts.length === 1 && first!.counts !== null) return { ...first!, counts: first!.counts };
  const own = parts.map(pickedKeys);
  const lengths = parts.map(({ counts }, p) => counts?.length ?? own[p]![0]!.length);
  const keys = first!.keys.map(({ name }, k) => concatColumns(name, own.map((columns) => columns[k]!)));
  const coded = rowCodes(keys, lengths.reduce((sum, length) => sum + length, 0), verb, dropna);
  const counts = new Float64Array(coded.count);
  let begin = 0;
  for (const [p, part] of parts.entries()) addCounts(counts, coded.codes.subarray(begin, (begin += lengths[p]!)), part.counts);
  return { keys, rows: coded.first, counts };
}

/** The keys themselves. */
export function pickedKeys({ keys, rows }: KeyCounts): readonly Column[] {
  return rows === null ? keys : keys.map((column) => take(column, rows));
}

/** From so many rows on it pays to look whether there are few texts. */
const MANY = 2 ** 14;

/** What is found without a code for each row: bools, and texts where there are few; null of others. */
function fewCells(column: Column): Counted | null {
  return countBools(column) ?? (column.length >= MANY ? fewTexts(column) : null);
}

/** The texts of a column if there are few; null if there are many, or it has none. */
function fewTexts({ type, vectors }: Column): Counted | null {
  if (type.kind !== "utf8" && type.kind !== "binary") return null;
  const counter = new TextCounter();
  return vectors.every((vector) => counter.add(vector)) ? counter.counted() : null;
}

function counted(keys: readonly Column[], numRows: number, verb: string, dropna: boolean): Counted {
  const coded = rowCodes(keys, numRows, verb, dropna);
  return { first: coded.first, counts: countCodes(coded) };
}

/** Adds rows of those numbers (-1: of none): each once, or as often as it was there. */
export function addCounts(counts: Float64Array, numbers: Int32Array, own: Float64Array | null): void {
  for (let row = 0; row < numbers.length; row++) if (numbers[row]! >= 0) counts[numbers[row]!]! += own === null ? 1 : own[row]!;
}
