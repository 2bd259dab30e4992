import { SchemaMismatchError } from "@framepool/errors";
import type { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { typeName } from "../../data-types.js";
import { isSmallInteger, numbersOfIntegers } from "../keys/integer-codes.js";
import { rowCodes } from "../keys/row-codes.js";

/** A number for each row's key, the same for equal keys of both sides; some may be nobody's. */
export interface JoinCodes {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly count: number;
}

/** Codes over both sides at once: the rows of the right below those of the left. */
export function joinCodes(left: readonly Column[], right: readonly Column[]): JoinCodes {
  const both = left.map((column, i) => stacked(column, right[i]!));
  const numRows = left[0]!.length;
  const { codes, count } = integersOf(both) ?? rowCodes(both, numRows + right[0]!.length, "merge", false);
  return { left: codes.subarray(0, numRows), right: codes.subarray(numRows), count };
}

/** One key of integers that lie close together is its own code, and a missing one the last; null for other keys. */
function integersOf([key, ...others]: readonly Column[]): { codes: Int32Array; count: number } | null {
  if (key === undefined || others.length > 0 || !isSmallInteger(key.type)) return null;
  const found = numbersOfIntegers(key);
  if (found === null) return null;
  const { numbers, count } = found;
  if (key.nullCount > 0) for (let i = 0; i < numbers.length; i++) if (numbers[i]! < 0) numbers[i] = count;
  return { codes: numbers, count: count + 1 };
}

function stacked(left: Column, right: Column): Column {
  try {
    return concatColumns(left.name, [left, right]);
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    throw new SchemaMismatchError(`merge: keys "${left.name}" (${typeName(left.type)}) and "${right.name}" (${typeName(right.type)}) have no type in common; make them one type first`, { column: left.name }, { cause: error });
  }
}
