import { quantilesOfCells, wholeGroup, type Column, type Interpolation, type QuantileCells } from "@framepool/frame/internal";
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
  memory: "its cells, 8 bytes each,",
  columns: ({ column }) => [column],
  partial: (part, step, functions) => aggregatedPart(part, wholeGroup(part), [], middleOf(step), functions),
  join: (parts, step, functions) => joinedParts(parts, middleOf(step), functions),
  finish({ wanted: [cells] }, { column: name, qs, interpolation }) {
    return quantilesOfCells(cells!.state as QuantileCells, name, qs, interpolation);
  },
};

function middleOf({ column }: QuantilesStep): SpecsPlan {
  return { aggregates: [{ of: "quantile", q: 0.5, interpolation: "linear" }], tasks: [], each: null, columns: [{ name: column, column, place: 0 }] };
}
