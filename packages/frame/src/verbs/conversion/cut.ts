import { ArgumentError, FrameError } from "@framepool/errors";
import { quantilesOfCells } from "../../aggregates/quantile.js";
import { spaced } from "../../aggregates/quantile-of.js";
import { shown } from "../../build/cell-error.js";
import { columnFromValues } from "../../build/column-from-values.js";
import { sharedArray } from "../../build/growing.js";
import { Column } from "../../column.js";
import { CATEGORY, FLOAT64, INT32, STRING } from "../../data-types.js";
import { Storage } from "../../storage.js";
import { Vector } from "../../vector.js";
import { numberList } from "../arguments/check-kind.js";
import { checkOptions } from "../arguments/check-options.js";
import { edgesBelow } from "../numbers/edges-below.js";
import { extentOf } from "../numbers/extent.js";
import { floatsOf, validityOfCodes } from "../numbers/floats.js";
import { intervalLabels } from "./cut/interval-labels.js";

/** A name for each bin (numbers as text), or their numbers. */
export type Labels = readonly (string | number)[] | false;

/** What the bins of {@link qcut} are called. */
export interface QcutOptions<L extends Labels = Labels> {
  /** a name for each bin (default: `(0.0, 10.0]`), where numbers become text; false: the bins' numbers from 0 */
  readonly labels?: L;
  /** digits of the default labels (default 3) */
  readonly precision?: number;
  /** what happens where two edges are equal (default `"raise"`) */
  readonly duplicates?: "raise" | "drop";
}

/** How {@link cut} makes bins, and what they are called. */
export interface CutOptions<L extends Labels = Labels> extends QcutOptions<L> {
  /** a bin holds its right edge (default true), or its left one */
  readonly right?: boolean;
  /** the first bin holds its left edge too */
  readonly includeLowest?: boolean;
}

/** Edges, and which side of a bin is its own. */
interface Bins {
  readonly edges: readonly number[];
  readonly right: boolean;
  readonly lowest: boolean;
  /** all edges were given as integers, and labels show them as such */
  readonly integers: boolean;
}

/** The bin of each number: an ordered category, or its number (int32); missing where it is in none. `bins` is how many of equal width, or their edges. */
export function cut(column: Column, bins: number | readonly number[], options: CutOptions = {}): Column {
  const { right = true, includeLowest = false } = checkOptions("cut", options, { ...LABELLING, right: "flag", includeLowest: "flag" });
  const values = floatsOf("cut", column);
  const edges = typeof bins === "number" ? equalEdges(column, values, bins, right) : givenEdges(numberList("cut", "bins", bins));
  const integers = typeof bins !== "number" && edges.every(Number.isInteger);
  return binned("cut", column, values, { edges, right, lowest: includeLowest, integers }, options);
}

/** {@link cut} into bins of as equal size as can be: `q` is how many, or the quantiles at their edges. */
export function qcut(column: Column, q: number | readonly number[], options: QcutOptions = {}): Column {
  checkOptions("qcut", options, LABELLING);
  const values = floatsOf("qcut", column);
  if (typeof q === "number") checkCount("qcut", q);
  const quantiles = typeof q === "number" ? spaced(0, 1, q + 1) : numberList("qcut", "q", q);
  if (quantiles.some((part) => !(part >= 0 && part <= 1))) throw new ArgumentError("qcut: quantiles are from 0 to 1");
  const cells = { type: FLOAT64, groups: 1, parts: [{ values, validity: null, codes: null }], sorted: [], tallied: [] };
  const edges = [...quantilesOfCells(cells, column.name, quantiles.map((part) => (part * 100) / 100))].map((edge) => (edge === null ? NaN : Number(edge))); // numpy is given percents
  return binned("qcut", column, values, { edges, right: true, lowest: true, integers: false }, options);
}

const LABELLING = { labels: "own", precision: "whole", duplicates: ["raise", "drop"] } as const;

/** Edges from the least to the greatest value, the outer one moved by 0.1 % of the range so that its value lies inside. */
function equalEdges(column: Column, values: Float64Array, count: number, right: boolean): number[] {
  checkCount("cut", count);
  let { low, high } = extentOf(values);
  if (low > high) throw new FrameError(`cut: column "${column.name}" has no values to make bins of; give their edges`, { column: column.name });
  if (!Number.isFinite(low) || !Number.isFinite(high)) throw new FrameError(`cut: column "${column.name}" has infinite values; give the edges of the bins`, { column: column.name });
  if (low === high) {
    [low, high] = [low - (low === 0 ? 0.001 : 0.001 * Math.abs(low)), high + (high === 0 ? 0.001 : 0.001 * Math.abs(high))];
    return spaced(low, high, count + 1);
  }
  const edges = spaced(low, high, count + 1);
  const margin = (high - low) * 0.001;
  if (right) edges[0] = low - margin;
  else edges[count] = high + margin;
  return edges;
}

function givenEdges(bins: readonly number[]): readonly number[] {
  for (let i = 1; i < bins.length; i++) if (!(bins[i]! >= bins[i - 1]!)) throw new ArgumentError(`cut: the edges of bins must rise, and ${String(bins[i]!)} comes after ${String(bins[i - 1]!)}`);
  return bins;
}

function checkCount(verb: string, count: number): void {
  if (!Number.isInteger(count) || count < 1) throw new ArgumentError(`${verb} needs a whole number of bins from 1, not ${shown(count)}`);
}

function binned(verb: string, column: Column, values: Float64Array, given: Bins, { labels, precision = 3, duplicates = "raise" }: QcutOptions): Column {
  const bins = { ...given, edges: uniqueEdges(verb, column, given.edges, duplicates) };
  const codes = codesOf(values, bins);
  const valid = validityOfCodes(codes);
  const data = sharedArray(Int32Array, codes.length).subarray(0, codes.length);
  for (let row = 0; row < codes.length; row++) data[row] = Math.max(0, codes[row]!);
  const count = Math.max(0, bins.edges.length - 1);
  if (labels === false) return Column.of(column.name, new Vector(new Storage(INT32, codes.length, { data, validity: valid })));
  const names = labels === undefined ? intervalLabels(bins.edges, bins, precision) : checkedLabels(verb, labels, count);
  const dictionary = columnFromValues("", names, STRING).vectors[0]!;
  return Column.of(column.name, new Vector(new Storage({ ...CATEGORY, ordered: true }, codes.length, { data, validity: valid, dictionary })));
}

function uniqueEdges(verb: string, column: Column, edges: readonly number[], duplicates: "raise" | "drop"): readonly number[] {
  const unique = edges.filter((edge, i) => i === 0 || edge !== edges[i - 1]);
  if (unique.length === edges.length || edges.length === 2 || edges.every(Number.isNaN)) return edges;
  if (duplicates === "drop") return unique;
  throw new FrameError(`${verb}: column "${column.name}": two edges of the bins are equal (${edges.join(", ")}); { duplicates: "drop" } joins them`, { column: column.name });
}

function checkedLabels(verb: string, labels: readonly unknown[], count: number): readonly string[] {
  const given: unknown = labels;
  if (!Array.isArray(given)) throw new ArgumentError(`${verb}: labels is a list of names, or false, not ${shown(given)}`);
  const names = labels.map((label) => {
    if (typeof label === "string" || typeof label === "number") return String(label);
    throw new ArgumentError(`${verb}: a label is a text or a number, not ${shown(label)}`);
  });
  if (names.length !== count) throw new ArgumentError(`${verb}: ${String(names.length)} labels for ${String(count)} bins`);
  if (new Set(names).size !== names.length) throw new ArgumentError(`${verb}: two labels are the same`);
  return names;
}

/** The bin of each value; -1 where it is in none. */
function codesOf(values: Float64Array, { edges, right, lowest }: Bins): Int32Array {
  const ends = Float64Array.from(edges);
  const codes = edgesBelow(values, ends, !right);
  for (let row = 0; row < codes.length; row++) {
    const below = lowest && values[row] === ends[0] ? 1 : codes[row]!;
    codes[row] = below === ends.length ? -1 : below - 1;
  }
  return codes;
}
