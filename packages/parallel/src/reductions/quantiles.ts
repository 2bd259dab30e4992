import { checkedQuantile, columnFromValues, columnNamed, concatColumns, Grouping, joinGroups, partialGroups, quantile, take, type Column, type Interpolation } from "@framepool/frame/internal";
import { unifiedWanted } from "./aggregates.js";
import type { GroupsPartial } from "./groupby-agg.js";
import type { Reduction } from "./reduction.js";

/** `col(name).quantile([…], options)`. */
export interface QuantilesStep {
  readonly op: "quantiles";
  readonly column: string;
  readonly qs: readonly number[];
  readonly interpolation: Interpolation;
}

/** The cells of one quantile serve all of them. */
export const quantiles: Reduction<QuantilesStep, GroupsPartial, Column> = {
  memory: "its cells, 12 bytes each,",
  columns: ({ column }) => [column],
  partial(part, { column: name }) {
    const column = columnNamed(part, name);
    const whole = new Grouping(part, [], new Int32Array(part.numRows), 1);
    return { groups: partialGroups(whole, [{ name, column, aggregate: quantile(0.5) }]), wanted: [{ name, type: column.type, place: 0 }] };
  },
  join(partials) {
    const wanted = unifiedWanted(partials.map((partial) => partial.wanted));
    return { groups: joinGroups(partials.map(({ groups }) => groups), wanted.map(({ name, type }) => ({ name, type, aggregate: quantile(0.5) }))), wanted };
  },
  finish({ groups: { states: [cells] } }, { column: name, qs, interpolation }) {
    const found = qs.map((q) => checkedQuantile(q, interpolation).finish(cells, name));
    return found.length === 0 ? columnFromValues(name, [], "float64") : take(concatColumns(name, found), Int32Array.from(found, (_, i) => i));
  },
};
