import { ArgumentError } from "@framepool/errors";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { columnNamed, type Table } from "../../table.js";
import { missingFlags } from "../cells/missing.js";
import { checkAggfunc, isAggFunction, type AggFunction, type Aggregation } from "../groupby/agg.js";
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
  /** default `"mean"`; an object has one for each of `values` */
  readonly aggfunc?: F | { readonly [column in K]?: F };
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
  const wanted = wantedValues(table, options);
  const single = wanted.length === 1 && (typeof options.values === "string" || options.values === undefined);
  const named = (value: string, key: string): string => (single ? key : `${value}_${key}`);
  const pairs: Pairs = { rows, columns: across, wrap, margins: margins ? marginsName : null, complete: dropna && margins ? completeRows(table, [...listOf(index), ...listOf(columns ?? []), ...wanted.map(({ column }) => column.name)]) : null };
  const cells = wanted.map(({ name, column, aggfunc }) => ({ cells: pairCells(pairs, column, aggfunc), named: across === null ? () => name : (key: string) => named(name, key) }));
  return pairTable(pairs, cells, dropna, options.fillValue);
}

/** The values and their aggregates. */
function wantedValues(table: Table, { index, columns = [], values, aggfunc = "mean" }: PivotTableOptions): Aggregation[] {
  const used = [...listOf(index), ...listOf(columns)];
  const several = isByColumn(aggfunc) ? aggfunc : null;
  const names = values !== undefined ? listOf(values) : several !== null ? Object.keys(several) : table.schema.names.filter((name) => !used.includes(name));
  if (names.length === 0) throw new ArgumentError("pivotTable: there are no columns left for the values");
  return names.map((name) => {
    const own = several === null ? aggfunc : several[name];
    if (own === undefined) throw new ArgumentError(`pivotTable: aggfunc is an object without one for column "${name}"; give one for each of the values`);
    checkAggfunc(`pivotTable: aggfunc${several === null ? "" : ` of column "${name}"`}`, own);
    return { name, column: columnNamed(table, name), aggfunc: own };
  });
}

function isByColumn(aggfunc: unknown): aggfunc is Readonly<Record<string, AggFunction | undefined>> {
  return typeof aggfunc === "object" && aggfunc !== null && !Array.isArray(aggfunc) && !isAggFunction(aggfunc);
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
