import { COLUMNS, finishGroups, Grouping, joinGroups, onlyCell, partialGroups, type Cell } from "@framepool/frame/internal";
import { aggregatesOf, columnsNamed, mergedAggregations, partialAggregations, unifiedWanted, wantedOf, type SpecsPlan } from "./aggregates.js";
import { sendable } from "./check-states.js";
import type { GroupsPartial } from "./groupby-agg.js";
import type { Reduction } from "./reduction.js";

/** `agg(specs)`: one value for each column. */
export interface AggStep extends SpecsPlan {
  readonly op: "agg";
}

/** All rows are one group, which is there without rows too. */
export const agg: Reduction<AggStep, GroupsPartial, Record<string, Cell>> = {
  columns: (step) => columnsNamed([], step),
  partial(part, step, functions) {
    const asked = wantedOf(part, [], step);
    const whole = new Grouping(part, [], new Int32Array(part.numRows), 1);
    return sendable({ groups: partialGroups(whole, partialAggregations(asked, aggregatesOf(step, functions))), wanted: asked.wanted }, step);
  },
  join(partials, step, functions) {
    const wanted = unifiedWanted(partials.map((partial) => partial.wanted));
    return { groups: joinGroups(partials.map(({ groups }) => groups), mergedAggregations(wanted, aggregatesOf(step, functions))), wanted };
  },
  finish({ groups, wanted }, step, functions) {
    const table = finishGroups(groups, mergedAggregations(wanted, aggregatesOf(step, functions)), {});
    return Object.fromEntries(table[COLUMNS].map((column) => [column.name, onlyCell(column)]));
  },
};

