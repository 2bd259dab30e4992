import { ArgumentError } from "@framepool/errors";
import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import { columnNamed, type Table } from "../table.js";
import { boolColumn } from "./compare/flags.js";
import { rowCodes } from "./keys/row-codes.js";
import { take, takeTable } from "./take.js";

/** Which of equal rows counts as the one that is no duplicate: the first, the last, or none. */
export type Keep = "first" | "last" | false;

/** Which rows are duplicates. */
export interface DuplicatesOptions<K = string> {
  /** the columns that are compared (default all) */
  readonly subset?: K | readonly K[];
  /** default `"first"` */
  readonly keep?: Keep;
}

/** Whether each row is a duplicate; missing values are equal to each other. */
export function duplicated(table: Table, options: DuplicatesOptions): Column {
  return boolColumn("", duplicateFlags(keysOf(table, options), table.numRows, options.keep));
}

/** The rows that are no duplicates. */
export function dropDuplicates(table: Table, options: DuplicatesOptions): Table {
  return takeTable(table, keptRows(duplicateFlags(keysOf(table, options), table.numRows, options.keep)));
}

export function duplicatedValues(column: Column, keep?: Keep): Column {
  return boolColumn(column.name, duplicateFlags([column], column.length, keep));
}

export function dropDuplicateValues(column: Column, keep?: Keep): Column {
  return take(column, keptRows(duplicateFlags([column], column.length, keep)));
}

function keysOf(table: Table, { subset }: DuplicatesOptions): readonly Column[] {
  if (subset === undefined) return table[COLUMNS];
  return (typeof subset === "string" ? [subset] : subset).map((name) => columnNamed(table, name));
}

/** One byte a row: 1 for a duplicate. */
function duplicateFlags(keys: readonly Column[], numRows: number, keep: Keep = "first"): Uint8Array {
  if (keep !== "first" && keep !== "last" && keep !== (false as unknown)) throw new ArgumentError(`keep is "first", "last" or false, not ${String(keep)}`);
  const flags = new Uint8Array(numRows);
  // Without columns there is nothing in which rows could be equal.
  if (keys.length === 0) return flags;
  const { codes, count } = rowCodes(keys, numRows, "duplicated", false);
  const kept = new Int32Array(count).fill(-1);
  for (let row = 0; row < numRows; row++) {
    const code = codes[row]!;
    if (kept[code]! < 0) {
      kept[code] = row;
      continue;
    }
    flags[keep === "last" ? kept[code]! : row] = 1;
    if (keep === false) flags[kept[code]!] = 1;
    else if (keep === "last") kept[code] = row;
  }
  return flags;
}

function keptRows(flags: Uint8Array): Int32Array {
  const rows = new Int32Array(flags.length);
  let kept = 0;
  for (let row = 0; row < flags.length; row++) if (flags[row] === 0) rows[kept++] = row;
  return rows.subarray(0, kept);
}
