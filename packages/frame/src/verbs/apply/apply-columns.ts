import { FrameError } from "@framepool/errors";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { Table } from "../../table.js";
import { checkFunction } from "../arguments/check-function.js";
import { holdsColumn } from "../arguments/operand.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { mapCells, type CellFunction } from "./map.js";

/**
 * What `fn` makes of each column, given as `wrap` makes it: columns give a table (of columns of one length), other
 * values an object by column name. Throws FrameError for a mix.
 */
export function applyColumns(table: Table, fn: (series: unknown) => unknown, wrap: (column: Column) => unknown): Table | Record<string, unknown> {
  checkFunction(fn, "apply");
  const results = table[COLUMNS].map((column) => {
    const result = fn(wrap(column));
    refusePromise(result, "apply");
    return [column.name, result] as const;
  });
  const columns = results.flatMap(([name, result]) => (holdsColumn(result) ? [result[COLUMNS].named(name)] : []));
  if (columns.length === 0) return results.length === 0 ? table : Object.fromEntries(results);
  if (columns.length < results.length) throw new FrameError("apply: the function gave a Series for some columns and a value for others");
  return new Table(columns, columns[0]!.length);
}

/** Every cell of every column, through one function. */
export function applymap(table: Table, fn: CellFunction): Table {
  return new Table(table[COLUMNS].map((column) => mapCells(column, fn, "applymap")), table.numRows);
}
