import { quantilesOfCells, wholeGroup, type Column, type Interpolation, type QuantileCells } from "@framepool/frame/internal";
import { aggregatedPart, finishedWanted, joinedParts, type AggregatedPart } from "./aggregated-parts.js";
import type { SpecsPlan } from "./aggregates.js";
import type { Reduction } from "./reduction.js";

/** `col(name).quantile([…], options)`, and that of a frame. */
export interface QuantilesStep {
  readonly op: "quantiles";
  /** null: all columns, or with `numericOnly` those of numbers */
  readonly column: string | null;
  readonly numericOnly: boolean;
  readonly qs: readonly number[];
  readonly interpolation: Interpolation;
}

/** The cells of one quantile serve all of them. */
export const quantiles: Reduction<QuantilesStep, AggregatedPart, readonly Column[]> = {
  memory: "their cells, 8 bytes each,",
  columns: ({ column }) => (column === null ? null : [column]),
  partial: (part, step, functions) => aggregatedPart(part, wholeGroup(part), [], middleOf(step), functions),
  join: (parts, step, functions) => joinedParts(parts, middleOf(step), functions),
  finish(part, step) {
    return finishedWanted(part, middleOf(step)).map(({ name, state }) => quantilesOfCells(state as QuantileCells, name, step.qs, step.interpolation));
  },
};

function middleOf({ column, numericOnly }: QuantilesStep): SpecsPlan {
  const aggregates = [{ of: "quantile", name: "quantile", q: 0.5, interpolation: "linear" }] as const;
  if (column !== null) return { aggregates, tasks: [], each: null, columns: [{ name: column, column, place: 0 }] };
  return { aggregates, tasks: [], each: { places: [0], isList: false, ...(numericOnly && { only: "numeric" }) }, columns: [] };
}
