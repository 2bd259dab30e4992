import { ArgumentError, FrameError } from "@framepool/errors";
import { plainNumbersFor } from "../../aggregates/check-numbers.js";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { FLOAT64 } from "../../data-types.js";
import { counted, Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnGiven } from "../arguments/operand.js";
import { checkAggfunc, type AggFunction } from "../groupby/agg.js";
import { pivotTable } from "./pivot-table.js";
import { keyLabels } from "./pivot/key-labels.js";

/** How a table of two variables is filled. */
export interface CrosstabOptions {
  /** parts of the whole table, of each row or of each column, instead of numbers */
  readonly normalize?: boolean | "all" | "index" | "columns";
  /** adds a row and a column of the whole */
  readonly margins?: boolean;
  readonly marginsName?: string;
  /** leave out rows with a missing key (default) */
  readonly dropna?: boolean;
}

/** The options of a crosstab. */
export const TABULATING = { normalize: [true, false, "all", "index", "columns"], margins: "flag", marginsName: "text", dropna: "flag", values: "own", aggfunc: "own" } as const;

/** What is aggregated instead of counted. */
interface Aggregated {
  readonly values?: unknown;
  readonly aggfunc?: AggFunction;
}

/** How often each pair of values of some Series is there (or an aggregate of `values` for each pair). */
export function crosstab(rows: readonly unknown[], across: readonly unknown[], options: CrosstabOptions & Aggregated, wrap: (column: Column) => unknown): Table {
  const { normalize = false, margins = false, marginsName = "All", dropna = true, ...aggregated } = checkOptions("crosstab", options, TABULATING);
  for (const [name, given] of [["index", rows], ["columns", across]] as const) if (given.length === 0) throw new ArgumentError(`crosstab: ${name} is an empty list; give a Series, or several`);
  const index = rows.map((given) => columnGiven("crosstab", "index", given));
  const columns = across.map((given) => columnGiven("crosstab", "columns", given));
  const values = aggregated.values === undefined ? null : columnGiven("crosstab", "values", aggregated.values);
  const aggfunc = aggregated.aggfunc === undefined ? null : aggregated.aggfunc;
  if (aggregated.aggfunc !== undefined) checkAggfunc("crosstab: aggfunc", aggfunc);
  if ((values === null) !== (aggfunc === null)) throw new ArgumentError("crosstab takes values and aggfunc together, or neither");
  if (normalize !== false && values !== null) throw new ArgumentError("crosstab: normalize is of counts, not of values");
  const keys = [...index, ...columns];
  const numRows = keys[0]?.length ?? 0;
  for (const { name, length } of [...keys, ...(values === null ? [] : [values])]) {
    if (length !== numRows) throw new FrameError(`crosstab: "${name}" has ${counted(length, "row")}, the first has ${counted(numRows, "row")}`);
  }
  // Names of their own, so that two variables may have one name.
  const named = keys.map((column, i) => column.named(`key ${String(i)}`));
  const value = (values ?? named[0]!).named("value");
  const names = named.map(({ name }) => name);
  const pivoted = { index: names.slice(0, index.length), columns: names.slice(index.length), values: "value", margins: margins && normalize === false, marginsName, dropna };
  const table = new Table([...named, value], numRows);
  const counts = pivotTable(table, aggfunc === null ? { ...pivoted, aggfunc: "size", fillValue: 0 } : { ...pivoted, aggfunc }, wrap);
  const renamed = counts[COLUMNS].map((column, i) => (i < index.length ? column.named(index[i]!.name === "" ? `row_${String(i)}` : index[i]!.name) : column));
  const made = new Table(renamed, counts.numRows);
  return normalize === false ? made : normalized(made, index.length, normalize === true ? "all" : normalize, margins ? marginsName : null);
}

/** Counts as parts; margins are of parts of the whole, as in pandas: of rows only below columns, of columns only beside rows. */
function normalized(table: Table, keys: number, by: "all" | "index" | "columns", margins: string | null): Table {
  const counts = table[COLUMNS].slice(keys).map((column) => plainNumbersFor("crosstab", column).values);
  const ofColumns = counts.map((column) => column.reduce((sum, count) => sum + count, 0));
  const ofRows = Array.from({ length: table.numRows }, (_, row) => counts.reduce((sum, column) => sum + column[row]!, 0));
  const whole = ofRows.reduce((sum, count) => sum + count, 0);
  const part = (count: number, column: number, row: number): number => count / (by === "all" ? whole : by === "index" ? ofRows[row]! : ofColumns[column]!);
  const made = table[COLUMNS].slice(keys).map((column, k) => {
    const cells = Array.from(counts[k]!, (count, row) => part(count, k, row));
    if (margins !== null && by !== "columns") cells.push(ofColumns[k]! / whole);
    return columnFromValues(column.name, cells, FLOAT64);
  });
  const labels = table[COLUMNS].slice(0, keys).map((column, place) => (margins !== null && by !== "columns" ? columnFromValues(column.name, [...keyLabels(column), place === 0 ? margins : ""], "string") : column));
  if (margins !== null && by !== "index") made.push(columnFromValues(margins, [...ofRows.map((count) => count / whole), ...(by === "all" ? [1] : [])], FLOAT64));
  return new Table([...labels, ...made], table.numRows + (margins !== null && by !== "columns" ? 1 : 0));
}
