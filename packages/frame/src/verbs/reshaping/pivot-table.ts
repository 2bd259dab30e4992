import { ArgumentError, isByName } from "@framepool/errors";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { columnNamed, type Table } from "../../table.js";
import { missingFlags } from "../cells/missing.js";
import { checkAggfunc, isAggFunction, nameOf, type AggFunction, type Aggregation } from "../groupby/agg.js";
import { groupby } from "../groupby/groupby.js";
import { listOf } from "./pivot.js";
import { checkKeys } from "./pivot/check-keys.js";
import { pairCells, pairTable, type Pairs } from "./pivot/pairs.js";

/** What becomes rows, columns and cells, and how the cells of one place are put together. */
export interface PivotTableOptions<K extends string = string, F = AggFunction> {
  /** columns whose values make the rows */
  readonly index: K | readonly K[];
  /** columns whose values make the columns (default none: one column for each of `values`) */
  readonly columns?: K | readonly K[];
  /** columns that the cells come from (default all others): of a list, columns are named `values_key` */
  readonly values?: K | readonly K[];
  /** default `"mean"`; an object has one for each of `values`; of a list, names of columns begin with that of the aggregate: `mean_key`, `mean_values_key` */
  readonly aggfunc?: F | readonly F[] | { readonly [column in K]?: F };
  /** in place of missing cells */
  readonly fillValue?: Cell;
  /** adds a row and a column of the whole */
  readonly margins?: boolean;
  /** their name (default `"All"`) */
  readonly marginsName?: string;
  /** leave out missing keys, and rows and columns without a value (default) */
  readonly dropna?: boolean;
  /** only categories that are there (default); else all of them */
  readonly observed?: boolean;
}

/** Groups by `index` and `columns`, and a cell for each pair of groups. */
export function pivotTable(table: Table, options: PivotTableOptions, wrap: (column: Column) => unknown): Table {
  checkKeys("pivotTable", options, { index: "own", columns: "own", values: "own", aggfunc: "own", fillValue: "cell", margins: "flag", marginsName: "text", dropna: "flag", observed: "flag" });
  const { index, columns, dropna = true, observed = true, margins = false, marginsName = "All" } = options;
  const grouped = { dropna, observed };
  const rows = groupby(table, index, grouped);
  const across = columns === undefined || columns.length === 0 ? null : groupby(table, columns, grouped);
  const wanted = valuesOf(table, options);
  const single = wanted.length === 1 && (typeof options.values === "string" || options.values === undefined);
  const named = (value: string, key: string): string => (single ? key : `${value}_${key}`);
  const pairs: Pairs = { rows, columns: across, wrap, margins: margins ? marginsName : null, complete: dropna && margins ? completeRows(table, [...listOf(index), ...listOf(columns ?? []), ...wanted]) : null };
  const cells = aggregatesOf(options).flatMap(({ before, aggfunc: own }) => wantedValues(table, options, own).map(({ name, column, aggfunc }) => ({
    cells: pairCells(pairs, column, aggfunc),
    named: across === null ? () => `${before}${name}` : (key: string) => `${before}${named(name, key)}`,
  })));
  return pairTable(pairs, cells, dropna, options.fillValue);
}

/** What makes cells of the values, each with what names of its columns begin with: nothing, where it is the only one. */
function aggregatesOf({ aggfunc = "mean" }: PivotTableOptions): readonly { readonly before: string; readonly aggfunc: Single }[] {
  if (!isList(aggfunc)) return [{ before: "", aggfunc }];
  if (aggfunc.length === 0) throw new ArgumentError("pivotTable: aggfunc is an empty list");
  return aggfunc.map((each) => ({ before: `${nameOf(each)}_`, aggfunc: each }));
}

/** The columns that cells come from. */
function valuesOf(table: Table, { index, columns = [], values, aggfunc = "mean" }: PivotTableOptions): readonly string[] {
  const used = [...listOf(index), ...listOf(columns)];
  const names = values !== undefined ? listOf(values) : isByColumn(aggfunc) ? Object.keys(aggfunc) : table.schema.names.filter((name) => !used.includes(name));
  if (names.length === 0) throw new ArgumentError("pivotTable: there are no columns left for the values");
  return names;
}

/** These, each with what makes cells of it. */
function wantedValues(table: Table, options: PivotTableOptions, aggfunc: Single): Aggregation[] {
  const several = isByColumn(aggfunc) ? aggfunc : null;
  return valuesOf(table, options).map((name) => {
    const own = several === null ? aggfunc : several[name];
    if (own === undefined) throw new ArgumentError(`pivotTable: aggfunc is an object without one for column "${name}"; give one for each of the values`);
    checkAggfunc(`pivotTable: aggfunc${several === null ? "" : ` of column "${name}"`}`, own);
    return { name, column: columnNamed(table, name), aggfunc: own };
  });
}

type Single = AggFunction | Readonly<Record<string, AggFunction | undefined>>;

function isList(aggfunc: Exclude<PivotTableOptions["aggfunc"], undefined>): aggfunc is readonly AggFunction[] {
  return Array.isArray(aggfunc);
}

function isByColumn(aggfunc: unknown): aggfunc is Readonly<Record<string, AggFunction | undefined>> {
  return isByName(aggfunc) && !isAggFunction(aggfunc);
}

/** One byte a row: 1 where none of the columns is missing. */
function completeRows(table: Table, names: readonly string[]): Uint8Array {
  const complete = new Uint8Array(table.numRows).fill(1);
  for (const name of names) {
    const missing = missingFlags(columnNamed(table, name));
    for (let row = 0; row < complete.length; row++) if (missing[row] === 1) complete[row] = 0;
  }
  return complete;
}
