import type { Aggregate } from "../../aggregates/aggregate.js";
import { aggregateColumn, aggregateWhole } from "../../aggregates/aggregate-column.js";
import type { Column } from "../../column.js";
import { take } from "../take/take.js";
import type { Grouping } from "./grouping.js";

/** One cell for each group of a column, under its name; its rows come in the order of the groups. */
export function aggregateGroups(aggregate: Aggregate, column: Column, grouping: Grouping): Column {
  const { codes, count, made } = grouping;
  if (made === "whole") return aggregateWhole(aggregate, column);
  const order = aggregate.anyOrder === true ? null : grouping.order;
  return order === null ? aggregateColumn(aggregate, column, codes, count) : aggregateColumn(aggregate, take(column, order), picked(codes, order), count);
}

function picked(codes: Int32Array, order: Int32Array): Int32Array {
  const own = new Int32Array(order.length);
  for (let place = 0; place < own.length; place++) own[place] = codes[order[place]!]!;
  return own;
}

/** What a verb makes of each row and those before it in its group. */
export function runningGroups(verb: (column: Column, codes: Int32Array, count: number) => Column, column: Column, { codes, count, order }: Grouping): Column {
  if (order === null) return verb(column, codes, count);
  const places = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place]!] = place;
  return take(verb(take(column, order), picked(codes, order), count), places);
}
