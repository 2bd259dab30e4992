import { COLUMNS, onlyCell, wholeGroup, type Cell } from "@framepool/frame/internal";
import { aggregatedPart, finishedParts, joinedParts, type AggregatedPart } from "./aggregated-parts.js";
import { aggregatesOf, columnsNamed, type SpecsPlan } from "./aggregates.js";
import type { Reduction } from "./reduction.js";

/** `agg(specs)`: one value for each column. */
export interface AggStep extends SpecsPlan {
  readonly op: "agg";
}

/** All rows are one group, which is there without rows too. */
export const agg: Reduction<AggStep, AggregatedPart, Record<string, Cell>> = {
  columns: (step) => columnsNamed([], step),
  partial: (part, step, functions) => aggregatedPart(part, wholeGroup(part), [], step, functions),
  join: joinedParts,
  finish(whole, step, functions) {
    const aggregates = aggregatesOf(step, functions);
    const byName = new Map(whole.wanted.map(({ name, place }) => [name, aggregates[place]!]));
    return Object.fromEntries(finishedParts(whole, step, functions, {})[COLUMNS].map((column) => [column.name, onlyCell(column, byName.get(column.name)!)]));
  },
};
