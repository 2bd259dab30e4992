import { Table } from "../table.js";
import { indicatorColumn } from "./merge/indicator.js";
import { joinCodes } from "./merge/join-codes.js";
import { joinKeys, type MergeOptions } from "./merge/join-keys.js";
import { checkRows, joinRows, type JoinedRows } from "./merge/join-rows.js";
import { mergedColumns } from "./merge/merged-columns.js";
import { checkUnique } from "./merge/check-unique.js";
import { takeTable } from "./take.js";

export type { MergeOptions, How } from "./merge/join-keys.js";

/**
 * Rows of two tables side by side wherever their keys are equal. Missing keys are equal to each other, as in pandas.
 * Memory: 4 bytes a row of both sides for the keys, 8 a row of the result for its rows, and the result.
 */
export function merge(left: Table, right: Table, options: MergeOptions): Table {
  const keys = joinKeys(left, right, options);
  if (keys.how === "cross") return merged(left, right, keys, crossRows(left.numRows, right.numRows), options);
  const codes = joinCodes(keys.left, keys.right);
  checkUnique(codes, keys, options.validate);
  const rows = joinRows(keys, codes);
  if (keys.how === "semi" || keys.how === "anti") return takeTable(left, rows.left);
  return merged(left, right, keys, rows, options);
}

function merged(left: Table, right: Table, keys: ReturnType<typeof joinKeys>, rows: JoinedRows, options: MergeOptions): Table {
  const columns = mergedColumns(left, right, keys, rows, options.suffixes);
  if (options.indicator !== undefined && options.indicator !== false) columns.push(indicatorColumn(options.indicator === true ? "_merge" : options.indicator, rows));
  return new Table(columns, rows.left.length);
}

function crossRows(leftRows: number, rightRows: number): JoinedRows {
  checkRows(leftRows * rightRows);
  const left = new Int32Array(leftRows * rightRows);
  const right = new Int32Array(leftRows * rightRows);
  for (let i = 0, at = 0; i < leftRows; i++) {
    for (let j = 0; j < rightRows; j++, at++) {
      left[at] = i;
      right[at] = j;
    }
  }
  return { left, right };
}
