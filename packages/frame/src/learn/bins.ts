import { spaced } from "../aggregates/quantile-of.js";
import type { Column } from "../column.js";
import { kmeansEdges } from "./kmeans.js";
import { edgesBelow } from "../verbs/numbers/edges-below.js";
import { floatColumn, floatsOf, newFloats } from "../verbs/numbers/floats.js";
import { mapFloats } from "./map-floats.js";
import { averagedQuantile, linearQuantile, type Rising } from "./rising.js";

/** Where the edges of bins lie. */
export type BinStrategy = "uniform" | "quantile" | "kmeans";
/** How a quantile is taken between two numbers. */
export type QuantileMethod = "averagedInvertedCdf" | "linear";

/** Narrower bins than this are joined. */
const NARROW = 1e-8;

/** Edges of `count` bins; of a constant column, one bin without ends. */
export function binEdges(rising: Rising, count: number, strategy: BinStrategy, method: QuantileMethod): number[] {
  const { values } = rising;
  const [low, high] = [values[0] ?? NaN, values[values.length - 1] ?? NaN];
  if (!(low < high)) return [-Infinity, Infinity];
  if (strategy === "uniform") return spaced(low, high, count + 1);
  const quantile = method === "linear" ? linearQuantile : averagedQuantile;
  const edges = strategy === "kmeans" ? kmeansEdges(rising, count) : spaced(0, 100, count + 1).map((percent) => quantile(rising, percent / 100));
  return edges.filter((edge, i) => i === 0 || edge - edges[i - 1]! > NARROW);
}

/** The bin of each number, as float64: its own left edge belongs to it, and what lies outside goes to the outer bins. */
export function binOf(name: string, column: Column, edges: readonly number[]): Column {
  const values = floatsOf(name, column);
  const bins = edgesBelow(values, Float64Array.from(edges.slice(1, -1)), true);
  const out = newFloats(values.length);
  for (let row = 0; row < out.length; row++) out[row] = values[row] === values[row] ? bins[row]! : NaN;
  return floatColumn(column.name, out);
}

/** The middle of each bin. */
export function centreOf(name: string, column: Column, edges: readonly number[]): Column {
  return mapFloats(name, column, (bin) => (bin !== bin ? NaN : (edges[Math.trunc(bin)]! + edges[Math.trunc(bin) + 1]!) * 0.5));
}
