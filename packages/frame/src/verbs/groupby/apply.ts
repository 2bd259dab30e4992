import { FrameError } from "@framepool/errors";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { Table } from "../../table.js";
import { checkFunction } from "../arguments/check-function.js";
import { holdsColumn } from "../arguments/operand.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { isRecord } from "../creation/is-record.js";
import { RecordCollector } from "../creation/record-collector.js";
import { concat } from "../joining/concat.js";
import { slice } from "../take/slice.js";
import { take, takeTable } from "../take/take.js";
import { calledFor } from "./each-group.js";
import type { Grouping } from "./grouping.js";

/**
 * What `fn` makes of each group's rows, under the group's keys: cells make the column `value`, objects a column for each
 * of their keys, frames and Series any number of rows. Groups without rows are passed over.
 */
export function applyGroups(grouping: Grouping, fn: (part: unknown) => unknown, wrap: (table: Table) => unknown): Table {
  const { kind, table } = appliedGroups(grouping, fn, wrap);
  return kind === "nothing" ? withoutValues(table) : table;
}

/** {@link applyGroups}, and what the function gave. Where that was nothing, for no group, the table is only of the keys of the groups. */
export function appliedGroups(grouping: Grouping, fn: (part: unknown) => unknown, wrap: (table: Table) => unknown): { readonly kind: GroupResult; readonly table: Table } {
  checkFunction(fn, "apply");
  const { rows, starts } = grouping.rows;
  const together = takeTable(grouping.table, rows);
  const groups: number[] = [];
  const results: unknown[] = [];
  for (let group = 0; group < grouping.count; group++) {
    if (starts[group] === starts[group + 1]) continue;
    const part = wrap(slice(together, starts[group], starts[group + 1]));
    const result = calledFor(fn, part, grouping.keys[0] ?? null, rows[starts[group]!]!);
    refusePromise(result, "apply");
    groups.push(group);
    results.push(result);
  }
  const kind = oneKind(results.map(kindOf));
  return { kind, table: put(grouping, groups, results, kind) };
}

/** What a function gave for all groups, some of which may have nothing. Throws FrameError if it gave several kinds. */
export function oneKind(kinds: readonly GroupResult[]): GroupResult {
  const given = new Set(kinds.filter((kind) => kind !== "nothing"));
  if (given.size > 1) throw new FrameError(`apply: the function gave ${[...given].join(" for some groups and ")} for others`);
  return [...given][0] ?? "nothing";
}

/** Groups for which the function gave nothing: their value is missing. */
export function withoutValues(keys: Table): Table {
  return new Table([...keys[COLUMNS], columnFromValues("value", new Array<null>(keys.numRows).fill(null))], keys.numRows);
}

/** What a function made of a group. */
export type GroupResult = "nothing" | "a value" | "an object" | "a Series" | "a DataFrame";

function kindOf(result: unknown): GroupResult {
  if (result === null || result === undefined) return "nothing";
  if (result instanceof Table) return "a DataFrame";
  if (holdsColumn(result)) return "a Series";
  return isRecord(result) ? "an object" : "a value";
}

function put(grouping: Grouping, groups: readonly number[], results: readonly unknown[], kind: GroupResult): Table {
  if (kind === "a DataFrame" || kind === "a Series") return stacked(grouping, groups, results);
  const keys = keysFor(grouping, Int32Array.from(groups));
  if (kind === "nothing") return new Table(keys, results.length);
  if (kind === "an object") {
    const collector = new RecordCollector(results.length);
    for (const [row, result] of results.entries()) if (kindOf(result) === "an object") collector.append(row, result as Record<string, Cell>);
    return new Table([...keys, ...collector.finish()], results.length);
  }
  return new Table([...keys, columnFromValues("value", results as Cell[])], results.length);
}

/** Rows of all groups below each other; keys that a frame has itself are not repeated. */
function stacked(grouping: Grouping, groups: readonly number[], results: readonly unknown[]): Table {
  const names = new Set(grouping.keys.map(({ name }) => name));
  const parts = results.map((result) => (holdsColumn(result) ? new Table([result[COLUMNS].named(result[COLUMNS].name || "value")], result[COLUMNS].length) : result));
  const tables = parts.map((part) => (part instanceof Table ? new Table(part[COLUMNS].filter(({ name }) => !names.has(name)), part.numRows) : new Table([], 0)));
  const filled = tables.filter(({ [COLUMNS]: columns, numRows }) => numRows > 0 || columns.length > 0);
  const below = concat(filled.length > 0 ? filled : tables);
  const repeated = new Int32Array(below.numRows);
  let row = 0;
  for (const [i, { numRows }] of tables.entries()) {
    repeated.fill(groups[i]!, row, row + numRows);
    row += numRows;
  }
  return new Table([...keysFor(grouping, repeated), ...below[COLUMNS]], below.numRows);
}

function keysFor({ keys }: Grouping, groups: Int32Array): Column[] {
  return keys.map((column) => take(column, groups));
}
