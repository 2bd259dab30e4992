import type { Aggregate } from "../../aggregates/aggregate.js";
import type { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import type { DataType } from "../../data-types.js";
import { Table } from "../../table.js";
import { rowCodes } from "../keys/row-codes.js";
import { take } from "../take/take.js";
import { groupby, type GroupbyOptions } from "./groupby.js";
import type { Grouping } from "./grouping.js";

/** A column that is aggregated in parts. */
export interface PartialAggregation {
  readonly name: string;
  readonly column: Column;
  readonly aggregate: Aggregate;
}

/** An aggregation whose rows are not here: of a column of that type, unified over all parts. */
export interface MergedAggregation {
  readonly name: string;
  readonly type: DataType;
  readonly aggregate: Aggregate;
}

/** What is known of the groups of some rows: their keys, and a state for each aggregation, a group a place. Without keys there is one group. */
export interface PartialGroups {
  readonly keys: readonly Column[];
  readonly states: readonly unknown[];
}

/** The groups of a part of the rows. */
export function partialGroups({ keys, codes, count }: Grouping, wanted: readonly PartialAggregation[]): PartialGroups {
  const states = wanted.map(({ column, aggregate }) => {
    const state = aggregate.init(count, column.type);
    aggregate.add(state, column, codes);
    return keys.length === 0 && aggregate.ofWhole !== undefined ? aggregate.ofWhole(state) : state;
  });
  return { keys, states };
}

/** The groups of neighbouring parts, in the order of their rows, as those of one part: groups in order of first appearance if those of every part are. */
export function joinGroups(parts: readonly PartialGroups[], wanted: readonly MergedAggregation[]): PartialGroups {
  const [first, ...others] = parts;
  if (others.length === 0) return first!;
  const keys = first!.keys.map((column, k) => concatColumns(column.name, parts.map((part) => part.keys[k]!)));
  const lengths = parts.map((part) => part.keys[0]?.length ?? 1);
  const coded = rowCodes(keys, keys[0]?.length ?? parts.length, "groupby", false);
  const states = wanted.map(({ type, aggregate }, i) => {
    const state = aggregate.init(coded.count, type);
    let begin = 0;
    for (const [k, part] of parts.entries()) {
      aggregate.merge(state, part.states[i], coded.codes.subarray(begin, begin + lengths[k]!));
      begin += lengths[k]!;
    }
    return state;
  });
  return { keys: keys.map((column) => take(column, coded.first)), states };
}

/** The table that `agg` makes of the rows themselves, bit for bit, for those options. The states are not used again. */
export function finishGroups({ keys, states }: PartialGroups, wanted: readonly MergedAggregation[], { sort = true, dropna = true, observed = false }: GroupbyOptions): Table {
  const count = keys[0]?.length ?? 1;
  if (keys.length === 0) return finished([], wanted, states, new Int32Array(1), 1);
  // As rows are grouped, so are groups, of which each is a row here.
  const grouping = groupby(new Table(keys, count), keys.map(({ name }) => name), { sort, dropna, observed });
  return finished(grouping.keys, wanted, states, grouping.codes, grouping.count);
}

function finished(keys: readonly Column[], wanted: readonly MergedAggregation[], states: readonly unknown[], places: Int32Array, count: number): Table {
  const made = wanted.map(({ name, type, aggregate }, i) => {
    const state = aggregate.init(count, type);
    aggregate.merge(state, states[i], places);
    return aggregate.finish(state, name);
  });
  return new Table([...keys, ...made], count);
}
