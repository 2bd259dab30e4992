import { ArgumentError } from "@framepool/errors";
import type { Aggregate } from "../../aggregates/aggregate.js";
import { custom, isCustom, type CustomAggregate } from "../../aggregates/custom.js";
import { aggregateNamed, type AggregateName } from "../../aggregates/named.js";
import { shown } from "../../build/cell-error.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { columnNamed, Table } from "../../table.js";
import { checkByColumn } from "../arguments/check-kind.js";
import { columnName } from "../arguments/column-names.js";
import { taskHint } from "../arguments/task-hint.js";
import { eachGroup } from "./each-group.js";
import type { Grouping } from "./grouping.js";
import { aggregateGroups } from "./in-order.js";

/** How a column becomes one cell a group: by name, by a function of the group's Series, or in parts. */
export type AggFunction = AggregateName | ((series: never) => Cell | undefined) | CustomAggregate;

/** What `agg` takes for one column of the result, or of the frame. */
export type AggSpec = AggFunction | readonly AggFunction[] | { readonly column: string; readonly aggfunc: AggFunction };

/** What `agg` takes. */
export type AggSpecs = AggFunction | readonly AggFunction[] | Readonly<Record<string, AggSpec>>;

/** One column of the result. */
export interface Aggregation {
  readonly name: string;
  readonly column: Column;
  readonly aggfunc: AggFunction;
}

/** The columns that `specs` ask for, in order: for `columns` where they name none. */
export function aggregations(table: Table, columns: readonly Column[], specs: AggSpecs): Aggregation[] {
  if (isAggFunction(specs)) return columns.map((column) => ({ name: column.name, column, aggfunc: specs }));
  if (isList(specs)) return columns.flatMap((column) => ofEach(column, specs));
  checkByColumn("agg", "specs", specs);
  return Object.entries(specs).flatMap(([name, spec]) => {
    if (isAggFunction(spec)) return [{ name, column: columnNamed(table, name), aggfunc: spec }];
    if (isList(spec)) {
      spec.forEach((aggfunc) => checkAggfunc(`agg: column "${name}"`, aggfunc)); // of pandas' n=("x", "count") "x" is the mistake, not "n"
      return ofEach(columnNamed(table, name), spec);
    }
    if (typeof spec === "object" && "column" in spec && "aggfunc" in spec) return [{ name, column: columnNamed(table, columnName("agg", `the column of "${name}"`, spec.column)), aggfunc: spec.aggfunc }];
    throw new ArgumentError(`agg: "${name}" is given ${shown(spec)}; give an aggregate, a list of them, or { column, aggfunc }${taskHint(spec)}`);
  });
}

/** `Fare_mean`, `Fare_max`: the name of a function is its own. */
function ofEach(column: Column, functions: readonly AggFunction[]): Aggregation[] {
  if (functions.filter((aggfunc) => nameOf(aggfunc) === "custom").length > 1) throw new ArgumentError(`agg: several functions of column "${column.name}" have no name, so that their columns would have one; write { highest: { column: "${column.name}", aggfunc: fn } }, or functions with names`);
  return functions.map((aggfunc) => ({ name: `${column.name}_${nameOf(aggfunc)}`, column, aggfunc }));
}

export function nameOf(aggfunc: AggFunction): string {
  if (typeof aggfunc === "string") return aggfunc;
  return typeof aggfunc === "function" && aggfunc.name !== "" ? aggfunc.name : "custom";
}

export function isAggFunction(spec: unknown): spec is AggFunction {
  return typeof spec === "string" || typeof spec === "function" || isCustom(spec);
}

function isList(spec: AggSpec | AggSpecs): spec is readonly AggFunction[] {
  return Array.isArray(spec);
}

/** Throws ArgumentError for what is no aggregate; `what` is given it. */
export function checkAggfunc(what: string, given: unknown): asserts given is AggFunction {
  if (!isAggFunction(given)) throw new ArgumentError(`${what} is given ${shown(given)}; give the name of an aggregate, a function of a Series, or { init, add, merge, finish }${taskHint(given)}`);
  if (typeof given === "string") aggregateNamed(given, what);
}

/** The keys, and a column for each aggregation. */
export function agg(grouping: Grouping, wanted: readonly Aggregation[], wrap: (column: Column) => unknown): Table {
  const made = wanted.map(({ name, column, aggfunc }) => aggregated(grouping, column, aggfunc, wrap).named(name));
  return new Table([...grouping.keys, ...made], grouping.count);
}

/** One cell for each group. */
export function aggregated(grouping: Grouping, column: Column, aggfunc: AggFunction, wrap: (column: Column) => unknown): Column {
  checkAggfunc(`agg: column "${column.name}"`, aggfunc);
  if (typeof aggfunc === "function") return eachGroup(grouping, column, aggfunc as (series: unknown) => Cell | undefined, wrap);
  return aggregateGroups(partsOf(aggfunc), column, grouping);
}

/** A named or custom aggregate in its parts. */
export function partsOf(aggfunc: Exclude<AggFunction, (series: never) => unknown>): Aggregate {
  return typeof aggfunc === "string" ? aggregateNamed(aggfunc) : custom(aggfunc);
}
