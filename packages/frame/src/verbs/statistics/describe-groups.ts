import { FrameError } from "@framepool/errors";
import type { Aggregate } from "../../aggregates/aggregate.js";
import { aggregateNamed } from "../../aggregates/named.js";
import { quantile } from "../../aggregates/quantile.js";
import type { Column } from "../../column.js";
import { Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import type { Grouping } from "../groupby/grouping.js";
import { aggregateGroups } from "../groupby/in-order.js";
import { isDescribedAsNumbers, percentNames, wantedQuantiles, type DescribeOptions } from "./describe.js";

/** What is said of each column of numbers in groups. */
export type GroupDescribeOptions = Pick<DescribeOptions, "percentiles">;

/** One thing that is said: an aggregate by its name, or a quantile. */
export type DescribedStatistic = { readonly name: "count" | "mean" | "std" | "min" | "max" } | { readonly name: string; readonly q: number };

/** The keys, and what is said of each of the columns, named by `nameOf`. */
export function describeGroups(grouping: Grouping, columns: readonly Column[], options: GroupDescribeOptions, nameOf: (column: Column, statistic: string) => string): Table {
  const statistics = describedStatistics(options);
  const made = columns.flatMap((column) => statistics.map((statistic) => aggregateGroups(aggregateOf(statistic), column, grouping).named(nameOf(column, statistic.name))));
  return new Table([...grouping.keys, ...made], grouping.count);
}

/** What is said, in order. */
export function describedStatistics(options: GroupDescribeOptions): readonly DescribedStatistic[] {
  const { percentiles } = checkOptions("groupby.describe", options, { percentiles: "own" });
  const quantiles = wantedQuantiles(percentiles);
  const names = percentNames(quantiles);
  return [{ name: "count" }, { name: "mean" }, { name: "std" }, { name: "min" }, ...quantiles.map((q, i) => ({ name: names[i]!, q })), { name: "max" }];
}

function aggregateOf(statistic: DescribedStatistic): Aggregate {
  return "q" in statistic ? quantile(statistic.q, "linear") : aggregateNamed(statistic.name);
}

/** Those of numbers. Throws FrameError if there is none. */
export function describedColumns<C extends Pick<Column, "type">>(columns: readonly C[]): readonly C[] {
  const numbers = columns.filter(isDescribedAsNumbers);
  if (numbers.length === 0) throw new FrameError("groupby.describe: no column is of numbers, but for the keys; what there is of others is in agg([\"count\", \"nunique\", \"mode\"])");
  return numbers;
}
