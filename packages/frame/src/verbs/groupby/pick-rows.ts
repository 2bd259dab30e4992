import { FrameError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Table } from "../../table.js";
import { checkFunction } from "../arguments/check-function.js";
import { checkWhole, numberList } from "../arguments/check-kind.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { slice } from "../take/slice.js";
import { takeTable } from "../take/take.js";
import { calledFor } from "./each-group.js";
import type { Grouping } from "./grouping.js";

/** The first `n` rows of each group, or all but its last `-n`, in row order. */
export function headOfGroups(grouping: Grouping, n: number): Table {
  checkWhole("groupby.head", "n", n);
  return rowsWhere(grouping, n < 0 ? (place, size) => place < size + n : (place) => place < n);
}

/** The last `n` rows of each group, or all but its first `-n`, in row order. */
export function tailOfGroups(grouping: Grouping, n: number): Table {
  checkWhole("groupby.tail", "n", n);
  return rowsWhere(grouping, n < 0 ? (place) => place >= -n : (place, size) => place >= size - n);
}

/** The `n`th row of each group, from 0, or from its end if negative, or each of several; in row order. */
export function nthOfGroups(grouping: Grouping, n: number | readonly number[]): Table {
  const places = new Set(typeof n === "number" ? [n] : numberList("groupby.nth", "n", n));
  for (const place of places) checkWhole("groupby.nth", "n", place);
  return rowsWhere(grouping, (place, size) => places.has(place) || places.has(place - size));
}

/** The rows of groups for which `fn` is true, in row order. */
export function filterGroups(grouping: Grouping, fn: (part: unknown) => unknown, wrap: (table: Table) => unknown): Table {
  const { table, codes } = grouping;
  const groups = keptGroups(grouping, fn, wrap);
  const stays = new Uint8Array(codes.length);
  for (let row = 0; row < codes.length; row++) stays[row] = groups[codes[row]!] ?? 0;
  return takeTable(table, markedRows(stays));
}

/** One byte a group: 1 where `fn` is true of its rows. It is not called for a group that no row has. */
export function keptGroups(grouping: Grouping, fn: (part: unknown) => unknown, wrap: (table: Table) => unknown): Uint8Array {
  checkFunction(fn, "groupby.filter");
  const { rows, starts } = grouping.rows;
  const together = takeTable(grouping.table, rows);
  const stays = new Uint8Array(grouping.count);
  for (let group = 0; group < grouping.count; group++) {
    if (starts[group] === starts[group + 1]) continue;
    const part = wrap(slice(together, starts[group], starts[group + 1]));
    stays[group] = Number(isKept(calledFor(fn, part, grouping.keys[0] ?? null, rows[starts[group]!]!)));
  }
  return stays;
}

/** What a function said of a group: missing is no. Throws FrameError for what is no bool. */
export function isKept(result: unknown): boolean {
  refusePromise(result, "groupby.filter");
  if (typeof result === "boolean") return result;
  if (result === null || result === undefined) return false;
  throw new FrameError(`groupby.filter: the function gave ${shown(result)}; it must give true or false for a group`);
}

/** The rows whose place in their group, and whose group's size, are such. */
function rowsWhere({ table, codes, count, rows: { rows, starts } }: Grouping, isWanted: (place: number, size: number) => boolean): Table {
  const stays = new Uint8Array(codes.length);
  for (let group = 0; group < count; group++) {
    const [begin, end] = [starts[group]!, starts[group + 1]!];
    for (let i = begin; i < end; i++) stays[rows[i]!] = Number(isWanted(i - begin, end - begin));
  }
  return takeTable(table, markedRows(stays));
}

/** The rows whose byte is 1. */
function markedRows(marks: Uint8Array): Int32Array {
  const rows = new Int32Array(marks.length);
  let count = 0;
  for (let row = 0; row < marks.length; row++) if (marks[row] === 1) rows[count++] = row;
  return rows.subarray(0, count);
}
