import { ArgumentError, isByName } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import type { DType } from "../../data-types.js";
import { noColumn } from "../../schema.js";
import { Table } from "../../table.js";
import type { FrameOptions } from "../../types.js";
import { checkByColumn, checkText } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";
import { isRecord } from "./is-record.js";
import { makeColumn } from "./make-column.js";
import { RecordCollector } from "./record-collector.js";

/** Lists by name as a table. Throws FrameError for lengths that differ, ArgumentError for what is no list, and for what has none by name. */
export function makeTable(lists: Readonly<Record<string, unknown>>, options: FrameOptions): Table {
  const given: unknown = lists;
  if (!isByName(given)) throw new ArgumentError(`new DataFrame takes columns by name, { a: [1, 2] }, not ${shown(given)}; rows are taken by DataFrame.fromRows([{ a: 1 }, { a: 2 }])`);
  const names = Object.keys(lists);
  const dtypeOf = dtypes("DataFrame", names, options);
  const columns = names.map((name) => makeColumn(name, lists[name], dtypeOf(name), options));
  return new Table(columns, columns[0]?.length ?? 0);
}

/** Row objects as a table with the union of their keys, in order of appearance. */
export function tableFromRows(rows: readonly Readonly<Record<string, Cell | undefined>>[], options: FrameOptions): Table {
  const given: unknown = rows;
  if (!Array.isArray(given)) throw new ArgumentError(`fromRows takes an array of objects, [{ a: 1 }, { a: 2 }], not ${shown(given)}`);
  checkOptions("fromRows", options, MAKING);
  if (options.dtype === undefined && options.int64 === undefined) {
    const collector = new RecordCollector(rows.length);
    for (const [i, row] of rows.entries()) collector.append(i, checkedRow(row, i));
    return new Table(collector.finish(), rows.length);
  }
  const names = [...new Set(rows.flatMap((row, i) => Object.keys(checkedRow(row, i))))];
  const dtypeOf = dtypes("fromRows", names, options);
  const columns = names.map((name) => columnFromValues(name, rows.map((row) => (Object.hasOwn(row, name) ? row[name] : null)), dtypeOf(name), options));
  return new Table(columns, rows.length);
}

function checkedRow<R>(row: R, i: number): R {
  if (isRecord(row)) return row;
  throw new ArgumentError(`fromRows: row ${String(i)} is no object of cells, but ${shown(row)}`);
}

const MAKING = { dtype: "own", int64: ["bigint"] } as const;

/** The declared type of each column. Throws FrameError if one is declared for a column that is not there. */
function dtypes(maker: string, names: readonly string[], options: FrameOptions): (name: string) => DType | undefined {
  const { dtype } = checkOptions(maker, options, MAKING);
  if (dtype === undefined || typeof dtype === "string") return () => dtype;
  checkByColumn(maker, "dtype", dtype);
  for (const [name, type] of Object.entries<unknown>(dtype)) if (type !== undefined) checkText(maker, `the dtype of "${name}"`, type);
  for (const name of Object.keys(dtype)) if (!names.includes(name)) throw noColumn(name, names);
  return (name) => (Object.hasOwn(dtype, name) ? dtype[name] : undefined);
}
