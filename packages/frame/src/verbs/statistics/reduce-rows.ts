import { SchemaMismatchError } from "@framepool/errors";
import type { Aggregate } from "../../aggregates/aggregate.js";
import { aggregateNamed } from "../../aggregates/named.js";
import { castColumn } from "../../cast.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { FLOAT64, typeName, type DataType } from "../../data-types.js";
import { Table } from "../../table.js";
import { unifyTypes } from "../../unify.js";
import { isNumeric, type ReduceOptions } from "../cells/numeric-only.js";
import { astype } from "../conversion/astype.js";
import { notna } from "../missing/isna.js";
import { rowNumbers } from "../sort/row-numbers.js";
import { REDUCING } from "./reduce.js";

/** One value for each column (default). */
export interface EachColumn {
  readonly axis?: 0;
}

/** One value for each row, of its cells in all columns. */
export interface EachRow {
  readonly axis: 1;
}

/** The options of a reduction that goes either way. */
export const EITHER_WAY = { ...REDUCING, axis: [0, 1] } as const;


/** What an aggregate makes of each row's cells: every row is a group, and every column adds one cell to it. */
export function reduceRows(verb: string, table: Table, aggregate: Aggregate, { numericOnly = false }: ReduceOptions): Column {
  const columns = ofOneType(verb, numericOnly ? table[COLUMNS].filter(isNumeric) : table[COLUMNS]);
  const state = aggregate.init(table.numRows, columns[0]?.type ?? FLOAT64);
  const codes = rowNumbers(table.numRows);
  for (const column of columns) aggregate.add(state, column, codes);
  return aggregate.finish(state, "");
}

/** How many cells of each row are there, whatever their types. */
export function countRowCells(table: Table): Column {
  return reduceRows("count", new Table(table[COLUMNS].map(notna), table.numRows), aggregateNamed("sum"), {});
}

/** The columns as one type that holds all their cells; bools count as numbers beside those. Throws SchemaMismatchError where there is none. */
function ofOneType(verb: string, columns: readonly Column[]): readonly Column[] {
  const [first, ...others] = columns.some(({ type }) => type.kind !== "bool" && type.kind !== "null") ? columns.map(asNumbers) : columns;
  if (first === undefined) return [];
  let type: DataType = first.type;
  for (const column of others) {
    const both = unifyTypes(type, column.type);
    if (both === null) throw new SchemaMismatchError(`${verb} along rows: columns "${first.name}" (${typeName(type)}) and "${column.name}" (${typeName(column.type)}) have no type in common; select those that go together, or give { numericOnly: true }`, { column: column.name });
    type = both;
  }
  return [first, ...others].map((column) => castColumn(column, type));
}

function asNumbers(column: Column): Column {
  return column.type.kind === "bool" ? astype(column, "int8") : column;
}
