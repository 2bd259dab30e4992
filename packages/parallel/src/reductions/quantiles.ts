import { checkedQuantile, columnFromValues, concatColumns, take, wholeGroup, type Column, type Interpolation } from "@framepool/frame/internal";
import { aggregatedPart, joinedParts, type AggregatedPart } from "./aggregated-parts.js";
import type { SpecsPlan } from "./aggregates.js";
import type { Reduction } from "./reduction.js";

/** `col(name).quantile([…], options)`. */
export interface QuantilesStep {
  readonly op: "quantiles";
  readonly column: string;
  readonly qs: readonly number[];
  readonly interpolation: Interpolation;
}

/** The cells of one quantile serve all of them. */
export const quantiles: Reduction<QuantilesStep, AggregatedPart, Column> = {
  memory: "its cells, 12 bytes each,",
  columns: ({ column }) => [column],
  partial: (part, step, functions) => aggregatedPart(part, wholeGroup(part), [], middleOf(step), functions),
  join: (parts, step, functions) => joinedParts(parts, middleOf(step), functions),
  finish({ wanted: [cells] }, { column: name, qs, interpolation }) {
    const found = qs.map((q) => checkedQuantile(q, interpolation).finish(cells!.state, name));
    return found.length === 0 ? columnFromValues(name, [], "float64") : take(concatColumns(name, found), Int32Array.from(found, (_, i) => i));
  },
};

function middleOf({ column }: QuantilesStep): SpecsPlan {
  return { aggregates: [{ of: "quantile", q: 0.5, interpolation: "linear" }], tasks: [], each: null, columns: [{ name: column, column, place: 0 }] };
}
