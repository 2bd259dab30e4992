import type { Aggregate } from "../../aggregates/aggregate.js";
import { reduceColumn } from "../../aggregates/aggregate-column.js";
import { aggregateNamed } from "../../aggregates/named.js";
import { nuniqueWithMissing, type NuniqueOptions } from "../../aggregates/nunique.js";
import { quantile as quantileOf, quantilesOf } from "../../aggregates/quantile.js";
import { INTERPOLATIONS, type Interpolation } from "../../aggregates/quantile-of.js";
import { deviation, variance, type SpreadOptions } from "../../aggregates/variance.js";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { FLOAT64 } from "../../data-types.js";
import { Table } from "../../table.js";
import { checkPart, numberList } from "../arguments/check-kind.js";
import { checkOption } from "../arguments/check-option.js";
import { checkOwnName } from "../arguments/check-own-name.js";
import { checkOptions, type OptionNames } from "../arguments/check-options.js";
import { isNumeric, type ReduceOptions } from "../cells/numeric-only.js";
import { countKeys, type DistinctCounts } from "../keys/key-counts.js";
import { rowNumbers } from "../sort/row-numbers.js";
import { sortColumn } from "../sort/sort-values.js";
import { take } from "../take/take.js";

/** The options of a reduction of a frame by name. */
export const REDUCING = { numericOnly: "flag" } as const;

/** Those, and others that a reduction may have. */
type Reducing = typeof REDUCING & OptionNames<Readonly<Record<string, unknown>>>;

/** Which quantiles. */
export interface QuantileOptions {
  /** what lies between two cells (default `"linear"`) */
  readonly interpolation?: Interpolation;
}

/** The standard deviation, or the variance, that options ask for. */
export function spread(verb: "std" | "var", options: SpreadOptions & ReduceOptions, others: Reducing = REDUCING): Aggregate {
  const { ddof = 1 } = checkOptions(verb, options, { ...others, ddof: "whole" });
  return verb === "std" ? deviation(ddof) : variance(ddof);
}

/** The count of distinct values that options ask for. */
export function nuniqueBy(options: NuniqueOptions): Aggregate {
  const { dropna = true } = checkOptions("nunique", options, { dropna: "flag" });
  return dropna ? aggregateNamed("nunique") : nuniqueWithMissing;
}

/** The quantile that options ask for. */
export function quantileBy(q: number, options: QuantileOptions & ReduceOptions, others: Reducing = REDUCING): Aggregate {
  const { interpolation = "linear" } = checkOptions("quantile", options, { ...others, interpolation: INTERPOLATIONS });
  return checkedQuantile(q, interpolation);
}

/** One value a column, by name. */
export function reduceTable(table: Table, aggregate: Aggregate, { numericOnly = false }: ReduceOptions): Record<string, Cell> {
  const columns = numericOnly ? table[COLUMNS].filter(isNumeric) : table[COLUMNS];
  return Object.fromEntries(columns.map((column) => [column.name, reduceColumn(aggregate, column)]));
}

/** One quantile as a cell, several as a column. */
export function quantile(column: Column, q: number | readonly number[], options: QuantileOptions): Cell | Column {
  return typeof q === "number" ? reduceColumn(quantileBy(q, options), column) : quantilesOf(column, checkedQuantiles(q, options), options.interpolation);
}

/** Quantiles of each column, a row for each, which the column `quantile` says. */
export function quantileTable(table: Table, q: readonly number[], options: QuantileOptions & ReduceOptions): Table {
  const { numericOnly = false, interpolation = "linear" } = checkOptions("quantile", options, { ...REDUCING, interpolation: INTERPOLATIONS });
  const columns = numericOnly ? table[COLUMNS].filter(isNumeric) : table[COLUMNS];
  const qs = checkedQuantiles(q, { interpolation });
  checkOwnName("quantile", columns.map(({ name }) => name), "quantile");
  return withQuantiles(qs, columns.map((column) => quantilesOf(column, qs, interpolation)));
}

/** The same, of quantiles that are found. */
export function withQuantiles(q: readonly number[], found: readonly Column[]): Table {
  return new Table([columnFromValues("quantile", [...q], FLOAT64), ...found], q.length);
}

/** Several quantiles. Throws ArgumentError for what is none. */
function checkedQuantiles(q: readonly number[], options: QuantileOptions): readonly number[] {
  const qs = numberList("quantile", "q", q);
  for (const each of qs) quantileBy(each, options);
  return qs;
}

/** The aggregate. Throws ArgumentError for a quantile that is none. */
function checkedQuantile(q: number, interpolation: Interpolation): Aggregate {
  checkPart("quantile", "q", q);
  checkOption("quantile", "interpolation", interpolation, INTERPOLATIONS);
  return quantileOf(q, interpolation);
}

/** The values that are there most often, in order; missing ones do not count. */
export function modes(column: Column): Column {
  return mostFrequent(countKeys([column], column.length, "mode", true));
}

/** Those of the distinct values of a column that are there most often, in order. */
export function mostFrequent({ keys, rows, counts }: DistinctCounts): Column {
  const most = counts.reduce((greatest, count) => Math.max(greatest, count), 0);
  const all = rows ?? rowNumbers(counts.length);
  return sortColumn(take(keys[0]!, all.filter((_, i) => counts[i] === most)), {});
}

/** The modes of each column; where one has fewer than another, missing cells below them. */
export function modeTable(table: Table, options: ReduceOptions): Table {
  const { numericOnly = false } = checkOptions("mode", options, REDUCING);
  return filledUp((numericOnly ? table[COLUMNS].filter(isNumeric) : table[COLUMNS]).map(modes));
}

/** A table of columns of which some are shorter than others: missing cells stand below them. */
export function filledUp(columns: readonly Column[]): Table {
  const numRows = columns.reduce((most, { length }) => Math.max(most, length), 0);
  return new Table(columns.map((column) => take(column, Int32Array.from({ length: numRows }, (_, row) => (row < column.length ? row : -1)))), numRows);
}
