import { ArgumentError, FrameError } from "@framepool/errors";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { FLOAT64, STRING, type DataType } from "../../data-types.js";
import { Table } from "../../table.js";
import { numberList } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkOwnName } from "../arguments/check-own-name.js";
import { boolText } from "../cells/bool-text.js";
import { countPresent } from "../cells/present.js";
import { arithmeticRound } from "../conversion/cut/round.js";
import { isCompared } from "../keys/column-codes.js";
import { countKeys, type DistinctCounts } from "../keys/key-counts.js";
import { describedNumbers, factsOfDescribed } from "./described-numbers.js";

/** What is described. */
export interface DescribeOptions {
  /** quantiles beside the median, from 0 to 1 (default `[0.25, 0.75]`) */
  readonly percentiles?: readonly number[];
  /** `"all"`: every column that is counted, not only the numbers */
  readonly include?: "all";
}

const BEFORE = ["count", "mean", "std", "min"] as const;
const OF_TEXT = ["count", "unique", "top", "freq"];

/**
 * Statistics of each column of numbers, their names in the column `statistic`. Where there are none, or with
 * `include: "all"`, of other columns too: how many cells there are, how many values, the most frequent one and how often
 * it is there, as text (a column has one type); of values that are not compared (lists, decimals …) how many there are.
 */
export function describe(table: Table, options: DescribeOptions): Table {
  return describeColumns(table[COLUMNS].map((column) => ({
    name: column.name,
    type: column.type,
    facts(quantiles) {
      if (isDescribedAsNumbers(column)) return factsOfDescribed(describedNumbers(column), column.type, quantiles);
      return isCompared(column.type) ? factsOfText(countKeys([column], column.length, "describe", true)) : factsOfCount(countPresent(column));
    },
  })), options);
}

/** A column of which is known what is to be said of it. */
export interface DescribedColumn {
  readonly name: string;
  readonly type: DataType;
  /** what is said of it, by name; quantiles by their number */
  facts(quantiles: readonly number[]): ReadonlyMap<string, Cell>;
}

/** The table that {@link describe} makes, of facts about columns. */
export function describeColumns(columns: readonly DescribedColumn[], options: DescribeOptions): Table {
  const { percentiles, include } = checkOptions("describe", options, { percentiles: "own", include: ["all"] });
  if (columns.length === 0) throw new FrameError("describe: the frame has no columns");
  const numbers = columns.filter(isDescribedAsNumbers);
  const shown = include === "all" || numbers.length === 0 ? columns : numbers;
  checkOwnName("describe", shown.map(({ name }) => name), "statistic");
  const quantiles = wantedQuantiles(percentiles);
  const ofNumbers = [...BEFORE, ...quantiles.map(String), "max"];
  const withText = shown.some((column) => !isDescribedAsNumbers(column));
  const statistics = !withText ? ofNumbers : shown.some(isDescribedAsNumbers) ? [...OF_TEXT, ...ofNumbers.slice(1)] : OF_TEXT;
  const made = shown.map((column) => {
    const facts = column.facts(quantiles);
    return columnFromValues(column.name, statistics.map((statistic) => facts.get(statistic) ?? null), isDescribedAsNumbers(column) ? FLOAT64 : STRING);
  });
  const percents = new Map(percentNames(quantiles).map((name, i) => [String(quantiles[i]!), name]));
  return new Table([columnFromValues("statistic", statistics.map((statistic) => percents.get(statistic) ?? statistic)), ...made], statistics.length);
}

/** Whether a column is described by its numbers, and not as text. */
export function isDescribedAsNumbers({ type }: Pick<Column, "type">): boolean {
  return type.kind === "int" || (type.kind === "float" && type.bits > 16) || type.kind === "null";
}

/** Those of which quantiles are wanted, rising, the median among them. */
export function wantedQuantiles(given: readonly number[] = [0.25, 0.75]): number[] {
  const percentiles = numberList("describe", "percentiles", given);
  for (const q of percentiles) if (!(q >= 0 && q <= 1)) throw new ArgumentError(`describe: percentiles are from 0 to 1, not ${String(q)}`);
  return [...new Set([...percentiles, 0.5])].sort((a, b) => a - b);
}

/** `25%`, `99.9%`: rising parts with as many digits as tell them apart, one at least; what is nearly whole without, so that two may have one name, as in pandas. */
export function percentNames(quantiles: readonly number[]): string[] {
  const percents = quantiles.map((q) => q * 100);
  const gaps = [...percents, 100].map((percent, i) => percent - (percents[i - 1] ?? 0)).filter((gap) => gap > 0);
  const digits = Math.max(1, -Math.floor(Math.log10(gaps.reduce((least, gap) => Math.min(least, gap), 100))));
  return percents.map((percent) => `${String(arithmeticRound(percent, isNearlyWhole(percent) ? 0 : digits))}%`);
}

/** As close as numpy's isclose has it. */
function isNearlyWhole(percent: number): boolean {
  return Math.abs(Math.round(percent) - percent) <= 1e-8 + 1e-5 * percent;
}

/** What is said of values that are not compared: how many there are. */
export function factsOfCount(count: number): Map<string, Cell> {
  return new Map([["count", String(count)]]);
}

/** What is said of text: how many cells and distinct values there are, and of the most frequent ones the first to appear. */
export function factsOfText({ keys: [column], rows, counts }: DistinctCounts): Map<string, Cell> {
  const facts = new Map<string, Cell>([
    ["count", String(counts.reduce((sum, count) => sum + count, 0))],
    ["unique", String(counts.length)],
  ]);
  if (counts.length > 0) {
    const most = counts.reduce((best, each, code) => (each > counts[best]! ? code : best), 0);
    facts.set("top", textOf(column!.get(rows?.[most] ?? most)));
    facts.set("freq", String(counts[most]!));
  }
  return facts;
}

function textOf(cell: Cell): string {
  if (typeof cell === "boolean") return boolText(cell);
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
