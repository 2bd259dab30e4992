import type { Aggregate } from "../../aggregates/aggregate.js";
import type { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import { Table } from "../../table.js";
import { rowCodes } from "../keys/row-codes.js";
import { take } from "../take.js";
import { moved, sortedGroups, type Grouping } from "./grouping.js";

/** A column that is aggregated in parts. */
export interface PartialAggregation {
  readonly name: string;
  readonly column: Column;
  readonly aggregate: Aggregate;
}

/** What is known of the groups of some rows: their keys, and a state for each aggregation, a group a place. */
export interface PartialGroups {
  readonly keys: readonly Column[];
  readonly states: readonly unknown[];
}

/** The groups of a part of the rows. */
export function partialGroups({ keys, codes, count }: Grouping, wanted: readonly PartialAggregation[]): PartialGroups {
  const states = wanted.map(({ column, aggregate }) => {
    const state = aggregate.init(count, column.type);
    aggregate.add(state, column, codes);
    return state;
  });
  return { keys, states };
}

/**
 * The groups of all rows, from those of parts in the order of their rows: the table that `agg` makes of the rows
 * themselves, bit for bit. Of the aggregations, names and types count here. With `sort: false` groups are in order of
 * first appearance if those of every part are.
 */
export function mergeGroups(parts: readonly PartialGroups[], wanted: readonly PartialAggregation[], sort: boolean): Table {
  const keys = parts[0]!.keys.map((column, k) => concatColumns(column.name, parts.map((part) => part.keys[k]!)));
  const lengths = parts.map((part) => part.keys[0]!.length);
  const { codes, count, first } = rowCodes(keys, keys[0]!.length, "groupby", false);
  const distinct = keys.map((column) => take(column, first));
  const order = sort ? sortedGroups(distinct, count) : null;
  const places = order === null ? codes : moved(codes, order);
  const made = wanted.map(({ name, column, aggregate }, i) => {
    const state = aggregate.init(count, column.type);
    let begin = 0;
    for (const [k, part] of parts.entries()) {
      aggregate.merge(state, part.states[i], places.subarray(begin, begin + lengths[k]!));
      begin += lengths[k]!;
    }
    return aggregate.finish(state, name);
  });
  return new Table([...(order === null ? distinct : distinct.map((column) => take(column, order))), ...made], count);
}
