import { onlyCell } from "../../aggregates/aggregate-column.js";
import type { Aggregate } from "../../aggregates/aggregate.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { Table } from "../../table.js";
import { agg, aggregations, nameOf, partsOf, type AggFunction, type Aggregation, type AggSpecs } from "../groupby/agg.js";
import { wholeGroup } from "../groupby/grouping.js";

/** One value for each aggregate that `specs` ask for, of all rows. Throws ArgumentError for what is none. */
export function aggTable(table: Table, specs: AggSpecs, wrap: (column: Column) => unknown): Record<string, Cell> {
  return valuesOf(table, aggregations(table, table[COLUMNS], specs), wrap);
}

/** The value of one aggregate of a column, or those of several by their names. */
export function aggColumn(column: Column, given: AggFunction | readonly AggFunction[], wrap: (column: Column) => unknown): Cell | Record<string, Cell> {
  const table = new Table([column], column.length);
  if (!Array.isArray(given)) return valuesOf(table, [{ name: column.name, column, aggfunc: given as AggFunction }], wrap)[column.name]!;
  return valuesOf(table, (given as readonly AggFunction[]).map((aggfunc) => ({ name: nameOf(aggfunc), column, aggfunc })), wrap);
}

function aggregateOf({ aggfunc }: Aggregation): Pick<Aggregate, "picks"> {
  return typeof aggfunc === "function" ? {} : partsOf(aggfunc);
}

function valuesOf(table: Table, wanted: readonly Aggregation[], wrap: (column: Column) => unknown): Record<string, Cell> {
  return Object.fromEntries(agg(wholeGroup(table), wanted, wrap)[COLUMNS].map((column, i) => [column.name, onlyCell(column, aggregateOf(wanted[i]!))]));
}
