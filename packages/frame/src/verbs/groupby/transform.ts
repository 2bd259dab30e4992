import { ArgumentError, FrameError } from "@framepool/errors";
import { aggregateNamed } from "../../aggregates/named.js";
import { shown } from "../../build/cell-error.js";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { concatColumns } from "../../concat-columns.js";
import { counted } from "../../table.js";
import { holdsColumn } from "../arguments/operand.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { taskHint } from "../arguments/task-hint.js";
import { isList, makeColumn } from "../creation/make-column.js";
import { take } from "../take/take.js";
import { aggregated, isAggFunction, type AggFunction } from "./agg.js";
import { calledFor } from "./each-group.js";
import type { Grouping } from "./grouping.js";

/** An aggregate by name, or a function of a group's Series that gives one value, or one for each row of it. */
export type TransformFunction = Exclude<AggFunction, (series: never) => unknown> | ((series: never) => unknown);

/** A value for each row: that of its group, or its own place in what the function gave. A row of no group has none. */
export function transform(grouping: Grouping, column: Column, fn: TransformFunction, wrap: (column: Column) => unknown): Column {
  if (typeof fn === "function") return transformed(grouping, column, fn as (series: unknown) => unknown, wrap);
  if (!isAggFunction(fn)) throw new ArgumentError(`transform takes a function, the name of an aggregate, or { init, add, merge, finish }, not ${shown(fn)}${taskHint(fn)}`);
  if (typeof fn === "string") aggregateNamed(fn, "transform");
  return take(aggregated(grouping, column, fn, wrap), grouping.codes);
}

function transformed(grouping: Grouping, column: Column, fn: (series: unknown) => unknown, wrap: (column: Column) => unknown): Column {
  const { rows, starts } = grouping.rows;
  const together = take(column, rows);
  const parts: Column[] = [];
  /** for each row the row of the parts, one below the other */
  const places = new Int32Array(column.length).fill(-1);
  let made = 0;
  for (let group = 0; group < grouping.count; group++) {
    const [begin, end] = [starts[group]!, starts[group + 1]!];
    if (begin === end) continue;
    const result = calledFor(fn, wrap(together.slice(begin, end)), column, rows[begin]!);
    const part = partOf(result, column.name, end - begin);
    const step = part.length === 1 ? 0 : 1;
    for (let i = begin; i < end; i++) places[rows[i]!] = made + (i - begin) * step;
    made += part.length;
    parts.push(part);
  }
  return take(parts.length === 0 ? column : concatColumns(column.name, parts), places);
}

/** One value, or as many as the group has rows. */
function partOf(result: unknown, name: string, length: number): Column {
  refusePromise(result, "transform");
  if (!holdsColumn(result) && !isList(result)) return columnFromValues(name, [(result ?? null) as Cell]);
  const part = holdsColumn(result) ? result[COLUMNS] : makeColumn(name, result);
  if (part.length === length || part.length === 1) return part;
  throw new FrameError(`transform: the function gave ${counted(part.length, "value")} for a group of ${counted(length, "row")}`);
}
