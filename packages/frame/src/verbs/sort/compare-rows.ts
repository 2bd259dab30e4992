import type { Column } from "../../column.js";
import { numbersWithGaps, readsAsNumbers } from "../numbers-with-gaps.js";
import type { NaPosition, SortColumn } from "./order-rows.js";
import { sortKeys } from "./sort-keys.js";

/** Which of two rows comes first: below 0 the one with number `a`, above 0 that with `b`; 0 where they are equal. */
export type RowComparison = (a: number, b: number) => number;

/** Compares the rows of columns as `orderRows` orders them, without sorting them: for runs that are sorted already. */
export function rowComparison(by: readonly SortColumn[], naPosition: NaPosition, verb: string): RowComparison {
  const each = by.map(({ column, ascending }) => inPlace(values(column, verb), ascending, naPosition));
  if (each.length === 1) return each[0]!;
  return (a, b) => {
    for (const compare of each) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

/** The values of one column: rising, and which rows have none. */
interface Values {
  readonly compare: RowComparison;
  readonly isMissing: (row: number) => boolean;
}

/** Missing rows are equal to each other, and stand where they shall, rising or falling. */
function inPlace({ compare, isMissing }: Values, ascending: boolean, naPosition: NaPosition): RowComparison {
  const behind = naPosition === "last" ? 1 : -1;
  return (a, b) => {
    const [x, y] = [isMissing(a), isMissing(b)];
    if (x || y) return x === y ? 0 : x ? behind : -behind;
    return ascending ? compare(a, b) : compare(b, a);
  };
}

function values(column: Column, verb: string): Values {
  const { type } = column;
  if (readsAsNumbers(type)) return numbers(column);
  if (type.kind === "utf8" || type.kind === "binary") return text(column);
  // A category's few texts are ranked; of any other type this throws.
  const { low, missing } = sortKeys(column, verb);
  return { compare: (a, b) => low[a]! - low[b]!, isMissing: (row) => missing !== null && missing[row] === 1 };
}

function numbers(column: Column): Values {
  const { values: floats, wide } = numbersWithGaps(column);
  const isMissing = (row: number): boolean => floats[row] !== floats[row];
  const cells: ArrayLike<number | bigint> = wide ?? floats;
  return { compare: (a, b) => (cells[a]! < cells[b]! ? -1 : cells[a]! > cells[b]! ? 1 : 0), isMissing };
}

/** By bytes: in UTF-8 their order is that of code points. The first four are looked up by row, which tells most texts apart. */
function text(column: Column): Values {
  const { bytes, ends, starts } = placesOf(column);
  const heads = new Uint32Array(column.length);
  for (let row = 0; row < heads.length; row++) heads[row] = fourBytes(bytes[row]!, starts[row]!, ends[row]!);
  return {
    compare: (a, b) => heads[a]! - heads[b]! || compareBytes(bytes[a]!, starts[a]!, ends[a]!, bytes[b]!, starts[b]!, ends[b]!),
    isMissing: (row) => ends[row]! < 0,
  };
}

/** Where the bytes of each row lie; a missing row ends before it begins. */
function placesOf(column: Column): { bytes: readonly Uint8Array[]; starts: Float64Array; ends: Float64Array } {
  const bytes = new Array<Uint8Array>(column.length);
  const starts = new Float64Array(column.length);
  const ends = new Float64Array(column.length).fill(-1);
  for (const [k, { storage, offset, length }] of column.vectors.entries()) {
    const first = column.starts[k]!;
    for (let i = 0; i < length; i++) {
      bytes[first + i] = storage.data as Uint8Array;
      starts[first + i] = Number(storage.offsets![offset + i]!);
      if (!column.vectors[k]!.isNull(i)) ends[first + i] = Number(storage.offsets![offset + i + 1]!);
    }
  }
  return { bytes, starts, ends };
}

function fourBytes(bytes: Uint8Array, start: number, end: number): number {
  let word = 0;
  for (let i = start; i < start + 4; i++) word = (word << 8) | (i < end ? bytes[i]! : 0);
  return word >>> 0;
}

function compareBytes(a: Uint8Array, startA: number, endA: number, b: Uint8Array, startB: number, endB: number): number {
  const [m, n] = [endA - startA, endB - startB];
  for (let i = 0; i < m && i < n; i++) {
    const difference = a[startA + i]! - b[startB + i]!;
    if (difference !== 0) return difference;
  }
  return m - n;
}
