import { FrameError } from "@framepool/errors";
import type { Column } from "../../../column.js";
import { COLUMNS } from "../../../columns-key.js";
import { concatColumns } from "../../../concat-columns.js";
import { Table } from "../../../table.js";
import { take, takeTable } from "../../take/take.js";
import type { JoinKeys } from "./join-keys.js";
import type { JoinedRows } from "./join-rows.js";

/**
 * The columns of both sides for the rows of the result. A key of one name on both sides is there once, at its place on
 * the left, with the value of whichever side has one. Throws FrameError if suffixes leave two columns of one name.
 */
export function mergedColumns(leftTable: Table, rightTable: Table, keys: JoinKeys, rows: JoinedRows, suffixes: readonly [string | null, string | null] = ["_x", "_y"]): Column[] {
  const [left, right] = [leftTable[COLUMNS], rightTable[COLUMNS]];
  const shared = new Map(keys.left.flatMap((column, i) => (column.name === keys.right[i]!.name ? [[column.name, keys.right[i]!] as const] : [])));
  const [leftNames, rightNames] = [new Set(left.map(({ name }) => name)), new Set(right.map(({ name }) => name))];
  const named = (name: string, others: ReadonlySet<string>, suffix: string | null): string => (others.has(name) && !shared.has(name) ? name + (suffix ?? "") : name);
  // Keys that both sides have are made by themselves, if the left side has not all of them.
  const own = rows.left?.includes(-1) === true ? left.filter(({ name }) => !shared.has(name)) : left;
  const taken = new Map(rowsOf(own, leftTable.numRows, rows.left).map((column) => [column.name, column]));
  const columns = left.map((column) => taken.get(column.name)?.named(named(column.name, rightNames, suffixes[0])) ?? keyColumn(column, shared.get(column.name)!, rows));
  const others = right.filter(({ name }) => !shared.has(name));
  for (const column of rowsOf(others, rightTable.numRows, rows.right)) columns.push(column.named(named(column.name, leftNames, suffixes[1])));
  checkNames(columns);
  return columns;
}

function rowsOf(columns: readonly Column[], numRows: number, rows: Int32Array | null): readonly Column[] {
  return rows === null ? columns : takeTable(new Table(columns, numRows), rows)[COLUMNS];
}

function keyColumn(key: Column, other: Column, { length, left, right, keys }: JoinedRows): Column {
  // Cells of equal keys are alike, but for 0 and -0, null and NaN: these are as on the left, where it has one.
  const mayDiffer = key.type.kind === "float" && other.type.kind === "float" && key.type.bits === other.type.bits;
  if (!mayDiffer && right === null) return other.named(key.name);
  if (!mayDiffer && !right!.includes(-1)) return take(other, right!).named(key.name);
  const both = concatColumns(key.name, [key, other]);
  if (keys === null || both.type.kind === "float") return take(both, eitherRows(left!, right, length, key.length));
  // From one key to the next memory lies side by side, and from one row to the next it does not.
  return take(take(both, keys.first), keys.place);
}

/** The rows of the left, and where it has none those of the right, which stand below. */
function eitherRows(left: Int32Array, right: Int32Array | null, length: number, below: number): Int32Array {
  const rows = new Int32Array(length);
  for (let i = 0; i < length; i++) rows[i] = left[i]! >= 0 ? left[i]! : below + (right === null ? i : right[i]!);
  return rows;
}

function checkNames(columns: readonly Column[]): void {
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name)) throw new FrameError(`merge: two columns would be named "${name}"; give suffixes that tell them apart`, { column: name });
    names.add(name);
  }
}
