import { SchemaMismatchError } from "@framepool/errors";
import type { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { typeName } from "../../data-types.js";
import { rowCodes } from "../keys/row-codes.js";

/** A number for each row's key, the same for equal keys of both sides. */
export interface JoinCodes {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly count: number;
}

/** Codes over both sides at once: the rows of the right below those of the left. */
export function joinCodes(left: readonly Column[], right: readonly Column[]): JoinCodes {
  const both = left.map((column, i) => stacked(column, right[i]!));
  const numRows = left[0]!.length;
  const { codes, count } = rowCodes(both, numRows + right[0]!.length, "merge", false);
  return { left: codes.subarray(0, numRows), right: codes.subarray(numRows), count };
}

function stacked(left: Column, right: Column): Column {
  try {
    return concatColumns(left.name, [left, right]);
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    throw new SchemaMismatchError(`merge: keys "${left.name}" (${typeName(left.type)}) and "${right.name}" (${typeName(right.type)}) have no type in common; make them one type first`, { column: left.name }, { cause: error });
  }
}
