import { ArgumentError, FrameError } from "@framepool/errors";
import { setBits } from "../../bitmap.js";
import { shown } from "../../build/cell-error.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { recordFault } from "../../fault.js";
import { counted, type Table } from "../../table.js";
import { holdsColumn, type ColumnHolder } from "../arguments/operand.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { taskHint } from "../arguments/task-hint.js";
import { hintAtRows, rowByRow } from "../cells/absent-names.js";
import { maskBits } from "../cells/mask.js";
import { rowReader, type RowObject } from "../cells/rows.js";
import { take, takeTable } from "../take/take.js";

/** The rows for which `keep` is true: a bool column (a missing cell is false), or a function of the row. */
export function filter(table: Table, keep: ColumnHolder | ((row: never) => boolean)): Table {
  return takeTable(table, keptRows(table, keep));
}

/** The numbers of the rows that {@link filter} keeps. */
export function keptRows(table: Table, keep: ColumnHolder | ((row: never) => boolean)): Int32Array {
  if (holdsColumn(keep)) return rowsOfMask(keep[COLUMNS], table.numRows);
  if (typeof keep !== "function") throw new ArgumentError(`filter takes a bool Series, or a function of the row, not ${shown(keep)}${taskHint(keep)}${isObject(keep) && "mask" in keep ? "; { mask } is for pipelines, whose parts it is made of: here it is df.filter(df.col(\"x\").gt(3))" : ""}`);
  return rowsWhere(table, keep as (row: RowObject) => boolean);
}

/** The values for which `keep` is true. */
export function filterColumn(column: Column, keep: Column): Column {
  return take(column, rowsOfMask(keep, column.length));
}

/** Numbers of the rows where a bool column is true. Throws FrameError if it is of another type or length. */
function rowsOfMask(keep: Column, numRows: number): Int32Array {
  if (keep.length !== numRows) throw new FrameError(`filter: the mask has ${counted(keep.length, "value")}, there are ${counted(numRows, "row")}`);
  return setBits(maskBits(keep, "filter"), numRows);
}

function rowsWhere(table: Table, predicate: (row: RowObject) => boolean): Int32Array {
  const { numRows } = table;
  const given = rowReader(table, "filter");
  const rows = new Int32Array(numRows);
  let kept = 0;
  let row = 0;
  try {
    for (; row < numRows; row++) {
      const keep: unknown = predicate(given.at(row));
      if (keep === true) rows[kept++] = row;
      else if (keep !== false) checkAnswer(keep);
    }
  } catch (error) {
    hintAtRows(error, "filter");
    recordFault(error, table[COLUMNS][0] ?? null, row);
    throw error;
  } finally {
    given.end();
  }
  return rows.subarray(0, kept);
}

/** A missing answer (null, or undefined of `row.x?.startsWith("a")`) is false; anything else was not meant. */
function checkAnswer(keep: unknown): void {
  if (keep === null || keep === undefined) return;
  refusePromise(keep, "filter");
  if (isObject(keep) && COLUMNS in keep) throw new ArgumentError(`filter: the function must return true or false, not ${shown(keep)}: ${rowByRow("filter")}`);
  throw new ArgumentError(`filter: the function must return true or false, not ${shown(keep)}; compare the value (\`row.x !== null\`), or make a bool of it with Boolean(…)`);
}

function isObject(given: unknown): given is object {
  return typeof given === "object" && given !== null;
}
