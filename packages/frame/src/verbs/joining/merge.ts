import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { Table } from "../../table.js";
import { takeTable } from "../take/take.js";
import { checkRows } from "./merge/check-rows.js";
import { checkUnique, uniqueSides } from "./merge/check-unique.js";
import { indicatorColumn } from "./merge/indicator.js";
import { codesOfBoth, joinCodes, KnownSide } from "./merge/join-codes.js";
import { joinKeys, type JoinKeys, type MergeOptions } from "./merge/join-keys.js";
import { joinRows, type JoinedRows } from "./merge/join-rows.js";
import { mergedColumns } from "./merge/merged-columns.js";

export type { MergeOptions, How } from "./merge/join-keys.js";

/**
 * Rows of two tables side by side wherever their keys are equal. Missing keys are equal to each other, as in pandas.
 * Memory: 4 bytes a row of both sides for the keys, and the index of one side (see `keyIndex`); 8 a row of the result
 * (12 for `"outer"`) for its rows, and the result.
 */
export function merge(left: Table, right: Table, options: MergeOptions = {}): Table {
  if (!((right as unknown) instanceof Table)) throw new ArgumentError(`merge: right is a DataFrame, not ${shown(right)}`);
  const known = new KnownSide();
  const result = mergedWith(known, left, right, options);
  known.close();
  return result;
}

/** {@link merge} with one right side for several left ones: its keys are indexed once, as far as `how` allows. */
export function mergerWith(right: Table, options: MergeOptions): (left: Table) => Table {
  const known = new KnownSide();
  return (left) => mergedWith(known, left, right, options);
}

function mergedWith(known: KnownSide, left: Table, right: Table, options: MergeOptions): Table {
  const keys = joinKeys(left, right, options);
  if (keys.how === "cross") return merged(left, right, keys, crossRows(left.numRows, right.numRows), options);
  const codes = tellsAllApart(keys, options) ? codesOfBoth(keys) : joinCodes(keys, known);
  checkUnique(codes, keys, options.validate);
  const rows = joinRows(keys, codes);
  if (keys.how === "semi" || keys.how === "anti") return rows.left === null ? left : takeTable(left, rows.left);
  return merged(left, right, keys, rows, options);
}

/** Whether keys of the side that is looked up are wanted by themselves, those that the other has not among them. */
function tellsAllApart({ how }: JoinKeys, { validate }: MergeOptions): boolean {
  return how === "outer" || uniqueSides(validate).includes(how === "right" ? "right" : "left");
}

function merged(left: Table, right: Table, keys: JoinKeys, rows: JoinedRows, options: MergeOptions): Table {
  const columns = mergedColumns(left, right, keys, rows, options.suffixes);
  if (options.indicator !== undefined && options.indicator !== false) columns.push(indicatorColumn(options.indicator === true ? "_merge" : options.indicator, rows));
  return new Table(columns, rows.length);
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
  return { length: left.length, left, right, keys: null };
}
