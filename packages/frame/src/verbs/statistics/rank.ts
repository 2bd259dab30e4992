import type { Column } from "../../column.js";
import type { Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { eachColumn } from "../cells/each-column.js";
import type { ReduceOptions } from "../cells/numeric-only.js";
import { floatColumn, newFloats } from "../numbers/floats.js";
import { sortKeys } from "../sort/sort-keys.js";
import { rankByOrder } from "./rank/rank-by-order.js";
import { rankByTable } from "./rank/rank-by-table.js";
import type { RankedGroups } from "./rank/ranking.js";

/** How ranks are given. */
export interface RankOptions {
  /** what equal values get: the mean of their places (default), the least, the greatest, their places in order, or one rank without gaps */
  readonly method?: "average" | "min" | "max" | "first" | "dense";
  /** rank 1 is the least (default) or the greatest */
  readonly ascending?: boolean;
  /** missing values stay missing (default), or come before or after all others */
  readonly naOption?: "keep" | "top" | "bottom";
  /** ranks as parts of the number of ranked values */
  readonly pct?: boolean;
}

/** Ranks from 1, float64, of all rows or within groups; a row of none is missing. */
export function rank(column: Column, groups: RankedGroups | null, options: RankOptions): Column {
  const { method = "average", ascending = true, naOption = "keep", pct = false } = checkOptions("rank", options, RANKING);
  const keys = sortKeys(column, "rank");
  const ranking = { method, ascending, naOption, pct };
  const ranks = newFloats(column.length);
  if (!rankByTable(keys, groups, ranking, ranks)) rankByOrder(keys, groups, ranking, ranks);
  return floatColumn(column.name, ranks);
}

/** {@link rank} of every column, or of those that are numbers. */
export function rankTable(table: Table, options: RankOptions & ReduceOptions): Table {
  const { numericOnly = false, ...ranking } = checkOptions("rank", options, { ...RANKING, numericOnly: "flag" });
  return eachColumn(table, (column) => rank(column, null, ranking), { numericOnly });
}

const RANKING = { method: ["average", "min", "max", "first", "dense"], ascending: "flag", naOption: ["keep", "top", "bottom"], pct: "flag" } as const;
