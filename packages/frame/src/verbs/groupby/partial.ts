import { addWhole, type Aggregate } from "../../aggregates/aggregate.js";
import type { Column } from "../../column.js";
import { concatColumns } from "../../concat-columns.js";
import type { DataType } from "../../data-types.js";
import { Table } from "../../table.js";
import { missingFlags } from "../cells/missing.js";
import { rowCodes } from "../keys/row-codes.js";
import { take, takeTable } from "../take/take.js";
import { groupby, type GroupbyOptions } from "./groupby.js";
import { sortedGroups, type Grouping } from "./grouping.js";

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
export function partialGroups({ keys, codes, count, made }: Grouping, wanted: readonly PartialAggregation[]): PartialGroups {
  const isWhole = made === "whole";
  const states = wanted.map(({ column, aggregate }) => {
    const state = aggregate.init(count, column.type);
    if (isWhole) addWhole(aggregate, state, column);
    else aggregate.add(state, column, codes);
    return aggregate.packed === undefined ? state : aggregate.packed(state, isWhole);
  });
  return { keys, states };
}

/** The groups of some parts together: their keys, and which of them each group of a part is. */
export interface NumberedGroups {
  readonly keys: readonly Column[];
  readonly count: number;
  readonly numbers: readonly Int32Array[];
}

/** The groups of neighbouring parts, in the order of their rows, as those of one part: groups in order of first appearance if those of every part are. `known`: where somebody has numbered them. */
export function joinGroups(parts: readonly PartialGroups[], wanted: readonly MergedAggregation[], known?: NumberedGroups): PartialGroups {
  if (parts.length === 1) return parts[0]!;
  const { keys, count, numbers } = known ?? numbered(parts);
  const states = wanted.map(({ type, aggregate }, i) => {
    const state = aggregate.init(count, type);
    for (const [k, part] of parts.entries()) aggregate.merge(state, part.states[i], numbers[k]!);
    return state;
  });
  return { keys, states };
}

function numbered(parts: readonly PartialGroups[]): NumberedGroups {
  const keys = parts[0]!.keys.map((column, k) => concatColumns(column.name, parts.map((part) => part.keys[k]!)));
  const { codes, count, first } = rowCodes(keys, keys[0]?.length ?? parts.length, "groupby", false);
  let begin = 0;
  const numbers = parts.map((part) => codes.subarray(begin, (begin += part.keys[0]?.length ?? 1)));
  return { keys: keys.map((column) => take(column, first)), count, numbers };
}

/** The table that `agg` makes of the rows themselves, bit for bit, for those options. The states are not used again. */
export function finishGroups({ keys, states }: PartialGroups, wanted: readonly MergedAggregation[], { sort = true, dropna = true, observed = false }: GroupbyOptions): Table {
  const count = keys[0]?.length ?? 1;
  const hasAll = (observed || keys.every(({ type }) => type.kind !== "dictionary")) && !(dropna && keys.some((column) => missingFlags(column).includes(1)));
  if (keys.length === 0 || (hasAll && !sort)) return new Table([...keys, ...results(states, wanted)], count);
  // To move rows of the result takes less than to merge states: but functions of the user's see groups in order.
  if (hasAll && !wanted.some(({ aggregate }) => aggregate.callsUser)) return takeTable(new Table([...keys, ...results(states, wanted)], count), sortedGroups(keys, count));
  // As rows are grouped, so are groups, of which each is a row here. What is left out must not say of which type a result is.
  const grouping = groupby(new Table(keys, count), keys.map(({ name }) => name), { sort, dropna, observed });
  return new Table([...grouping.keys, ...results(regrouped(states, wanted, grouping), wanted)], grouping.count);
}

function results(states: readonly unknown[], wanted: readonly MergedAggregation[]): Column[] {
  return wanted.map(({ name, aggregate }, i) => aggregate.finish(states[i], name));
}

function regrouped(states: readonly unknown[], wanted: readonly MergedAggregation[], { codes, count }: Grouping): unknown[] {
  return wanted.map(({ type, aggregate }, i) => {
    const state = aggregate.init(count, type);
    aggregate.merge(state, states[i], codes);
    return state;
  });
}
