import { FrameError } from "@framepool/errors";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { recordFault } from "../../fault.js";
import { Table } from "../../table.js";
import { checkFunction } from "../arguments/check-function.js";
import { checkOptions } from "../arguments/check-options.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { hintAtRows } from "../cells/absent-names.js";
import { rowReader, type RowObject } from "../cells/rows.js";
import { ColumnCollector } from "../creation/column-collector.js";
import { isRecord } from "../creation/is-record.js";
import { RecordCollector } from "../creation/record-collector.js";

/** What a row function may return: a cell, or an object of cells. */
export type RowFunction = (row: RowObject) => Cell | undefined | Readonly<Record<string, Cell | undefined>>;

/** What a function is given. */
export interface ApplyOptions {
  /** 1 (default): each row; 0: each column */
  readonly axis?: 0 | 1;
}

/** What a function is given. Throws ArgumentError for options that there are not. */
export function axisOf(options: ApplyOptions): 0 | 1 {
  const { axis = 1 } = checkOptions("apply", options, { axis: [0, 1] });
  return axis;
}

/**
 * What `fn` makes of each row, called once a row, in order. Cells give a column without a name; objects give a table
 * with the union of their keys, in order of appearance; null and undefined are a missing row in either.
 */
export function applyRows(table: Table, fn: RowFunction): Column | Table {
  checkFunction(fn, "apply");
  const { numRows } = table;
  const rows = rowReader(table, "apply");
  let results: Results = { kind: "none" };
  let row = 0;
  try {
    for (; row < numRows; row++) {
      const result = fn(rows.at(row));
      if (result === null || result === undefined) continue;
      if (isCells(result)) {
        if (results.kind !== "records") results = opened(results, "records", row, numRows);
        results.into.append(row, result);
      } else {
        if (results.kind !== "cells") results = opened(results, "cells", row, numRows);
        results.into.fill(row);
        results.into.append(result);
      }
    }
  } catch (error) {
    hintAtRows(error, "apply");
    recordFault(error, table[COLUMNS][0] ?? null, row);
    throw error;
  } finally {
    rows.end();
  }
  return finished(results, numRows);
}

interface Cells { readonly kind: "cells"; readonly into: ColumnCollector }
interface Records { readonly kind: "records"; readonly into: RecordCollector }
type Results = { readonly kind: "none" } | Cells | Records;

function opened(before: Results, kind: "cells", row: number, numRows: number): Cells;
function opened(before: Results, kind: "records", row: number, numRows: number): Records;
function opened(before: Results, kind: "cells" | "records", row: number, numRows: number): Results {
  if (before.kind !== "none") throw new FrameError(`apply: row ${String(row)} gave ${kind === "cells" ? "a cell" : "an object"} where rows before it gave ${kind === "cells" ? "objects" : "cells"}`, { row });
  return kind === "cells" ? { kind, into: new ColumnCollector("", numRows) } : { kind, into: new RecordCollector(numRows) };
}

function finished(results: Results, numRows: number): Column | Table {
  if (results.kind === "records") return new Table(results.into.finish(), numRows);
  const cells = results.kind === "cells" ? results.into : new ColumnCollector("", numRows);
  cells.fill(numRows);
  return cells.finish();
}

function isCells(result: Exclude<ReturnType<RowFunction>, null | undefined>): result is Readonly<Record<string, Cell | undefined>> {
  if (typeof result !== "object") return false;
  refusePromise(result, "apply");
  return isRecord(result);
}
