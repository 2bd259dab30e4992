import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { columnNamed, type Table } from "../../table.js";
import { checkOptions } from "../arguments/check-options.js";
import { columnNames } from "../arguments/column-names.js";
import { boolColumn } from "../cells/flags.js";
import { rowCodes } from "../keys/row-codes.js";
import { take, takeTable } from "../take/take.js";

/** Which of equal rows counts as the one that is no duplicate: the first, the last, or none. */
export type Keep = "first" | "last" | false;

/** Which of equal rows counts. */
export interface KeepOptions {
  /** default `"first"` */
  readonly keep?: Keep;
}

/** Which rows are duplicates. */
export interface DuplicatesOptions<K = string> extends KeepOptions {
  /** the columns that are compared (default all) */
  readonly subset?: K | readonly K[];
}

type Verb = "duplicated" | "dropDuplicates";

const KEPT: readonly Keep[] = ["first", "last", false];

/** Whether each row is a duplicate; missing values are equal to each other. */
export function duplicated(table: Table, options: DuplicatesOptions): Column {
  return boolColumn("", flagsOfRows("duplicated", table, options));
}

/** The rows that are no duplicates. */
export function dropDuplicates(table: Table, options: DuplicatesOptions): Table {
  return takeTable(table, distinctRows(table, options));
}

/** The numbers of the rows that are no duplicates, rising. */
export function distinctRows(table: Table, options: DuplicatesOptions): Int32Array {
  return keptRows(flagsOfRows("dropDuplicates", table, options));
}

export function duplicatedValues(column: Column, options: KeepOptions): Column {
  return boolColumn(column.name, flagsOfValues("duplicated", column, options));
}

export function dropDuplicateValues(column: Column, options: KeepOptions): Column {
  return take(column, keptRows(flagsOfValues("dropDuplicates", column, options)));
}

function flagsOfRows(verb: Verb, table: Table, options: DuplicatesOptions): Uint8Array {
  const { subset, keep } = checkOptions(verb, options, { subset: "own", keep: KEPT });
  const keys = subset === undefined ? table[COLUMNS] : columnNames(verb, "subset", subset).map((name) => columnNamed(table, name));
  return duplicateFlags(verb, keys, table.numRows, keep);
}

function flagsOfValues(verb: Verb, column: Column, options: KeepOptions): Uint8Array {
  const { keep } = checkOptions(verb, options, { keep: KEPT });
  return duplicateFlags(verb, [column], column.length, keep);
}

/** One byte a row: 1 for a duplicate. */
function duplicateFlags(verb: Verb, keys: readonly Column[], numRows: number, keep: Keep = "first"): Uint8Array {
  const flags = new Uint8Array(numRows);
  // Without columns there is nothing in which rows could be equal.
  if (keys.length === 0) return flags;
  const { codes, count } = rowCodes(keys, numRows, verb, false);
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
