import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { concatColumns } from "../../concat-columns.js";
import { NULL } from "../../data-types.js";
import { nullVector } from "../../null-vector.js";
import { counted, Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";

/** How frames are put together. */
export interface ConcatOptions<J extends "outer" | "inner" = "outer" | "inner", A extends 0 | 1 = 0 | 1> {
  /** which columns the result has: all (default), with missing cells where a frame lacks one, or those of every frame */
  readonly join?: J;
  /** 0 (default): below each other; 1: side by side */
  readonly axis?: A;
}

export function concat(tables: readonly Table[], options: ConcatOptions = {}): Table {
  if ((options as unknown) instanceof Table) throw new ArgumentError("concat takes its frames in one list: concat([a, b])");
  const { join = "outer", axis = 0 } = checkOptions("concat", options, { join: ["outer", "inner"], axis: [0, 1] });
  if (!Array.isArray(tables)) throw new ArgumentError(`concat takes a list of frames, concat([a, b]), not ${shown(tables)}`);
  const [first] = tables as readonly Table[];
  if (first === undefined) throw new ArgumentError("concat takes a list of frames, concat([a, b]), not an empty list");
  const odd = (tables as readonly unknown[]).find((table) => !(table instanceof Table));
  if (odd !== undefined) throw new ArgumentError(`concat takes a list of frames, and ${shown(odd)} is none`);
  return axis === 1 ? sideBySide(first, tables) : belowEachOther(tables, join);
}

/** Names in order of first appearance. What a frame lacks is missing there: of no type, so that it fits any. */
function belowEachOther(tables: readonly Table[], join: "outer" | "inner"): Table {
  const names = [...new Set(tables.flatMap(({ schema }) => schema.names))];
  const kept = join === "inner" ? names.filter((name) => tables.every(({ schema }) => schema.has(name))) : names;
  const columns = kept.map((name) => concatColumns(name, tables.map((table) => partOf(table, name))));
  return new Table(columns, tables.reduce((rows, { numRows }) => rows + numRows, 0));
}

function partOf({ schema, numRows, [COLUMNS]: columns }: Table, name: string): Column {
  return schema.has(name) ? columns[schema.place(name)]! : Column.of(name, nullVector(NULL, numRows));
}

function sideBySide({ numRows }: Table, tables: readonly Table[]): Table {
  for (const [i, table] of tables.entries()) {
    if (table.numRows !== numRows) throw new FrameError(`concat: frame ${String(i)} has ${counted(table.numRows, "row")}, the first has ${counted(numRows, "row")}; side by side they must have as many`);
  }
  return new Table(tables.flatMap((table) => table[COLUMNS]), numRows);
}
