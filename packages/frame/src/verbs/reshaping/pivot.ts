import { ArgumentError } from "@framepool/errors";
import { columnNamed, type Table } from "../../table.js";
import { groupby } from "../groupby/groupby.js";
import { checkKeys } from "./pivot/check-keys.js";
import { spread } from "./pivot/spread.js";

/** What becomes rows, columns and cells. */
export interface PivotOptions<K = string> {
  /** columns whose values make the rows */
  readonly index: K | readonly K[];
  /** columns whose values make the columns */
  readonly columns: K | readonly K[];
  /** columns that the cells come from (default all others): of a list, columns are named `values_key` */
  readonly values?: K | readonly K[];
}

/** One row for each value of `index`, one column for each of `columns`, both in order; missing keys are values too. */
export function pivot(table: Table, options: PivotOptions): Table {
  checkKeys("pivot", options, { index: "own", columns: "own", values: "own" });
  const { index, columns, values } = options;
  const used = [...listOf(index), ...listOf(columns)];
  const names = values === undefined ? table.schema.names.filter((name) => !used.includes(name)) : listOf(values);
  if (names.length === 0) throw new ArgumentError("pivot: there are no columns left for the values");
  const single = typeof values === "string" || (values === undefined && names.length === 1);
  const groups = { dropna: false, observed: true };
  const spreads = names.map((name) => ({ column: columnNamed(table, name), named: (key: string) => (single ? key : `${name}_${key}`) }));
  return spread(groupby(table, index, groups), groupby(table, columns, groups), spreads);
}

export function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === "string" ? [names] : names;
}
