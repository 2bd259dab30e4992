import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { COLUMNS } from "../../columns-key.js";
import { Table } from "../../table.js";
import { checkWhole } from "../arguments/check-kind.js";
import { rowsBetween } from "./take.js";

/** Rows `[begin, end)`, as views where it can be; negative places count from the end, as in Array.slice. */
export function slice(table: Table, begin = 0, end = table.numRows): Table {
  const [from, to] = range(begin, end, table.numRows);
  return new Table(table[COLUMNS].map((column) => rowsBetween(column, from, to)), to - from);
}

/** Both ends of a slice within `[0, length]`, the second not before the first. */
export function range(begin: number, end: number, length: number): [from: number, to: number] {
  const from = place("begin", begin, length);
  return [from, Math.max(from, place("end", end, length))];
}

function place(name: string, i: number, length: number): number {
  if (i !== Infinity && i !== -Infinity) checkWhole("slice", name, i);
  return i < 0 ? Math.max(0, length + i) : Math.min(i, length);
}

/** The ends of `head(n)`: the first `n` rows, or all but the last `-n`. */
export function headRange(n: number, length: number): [from: number, to: number] {
  checkCount(n, "head");
  return range(0, n, length);
}

/** The ends of `tail(n)`: the last `n` rows, or all but the first `-n`. */
export function tailRange(n: number, length: number): [from: number, to: number] {
  checkCount(n, "tail");
  return n > 0 ? range(-n, length, length) : range(n === 0 ? length : -n, length, length);
}

/** Throws ArgumentError if rows are counted by what is no whole number. */
export function checkCount(n: number, verb: string): void {
  if (!Number.isInteger(n)) throw new ArgumentError(`${verb}(n) needs a whole number of rows, not ${shown(n)}`);
}
