import { FrameError } from "@framepool/errors";
import type { Column } from "./column.js";
import { COLUMNS } from "./columns-key.js";
import { Schema } from "./schema.js";

/** Columns of one length under unique names: what a verb takes, and what it gives. A DataFrame is one. */
export class Table {
  readonly [COLUMNS]: readonly Column[];
  /** How many rows there are; a frame without columns has some too. */
  readonly numRows: number;
  /** Names and Arrow types of the columns, in order. */
  readonly schema: Schema;

  /** Throws FrameError for two columns of one name, and for a column that has another length than `numRows`. */
  constructor(columns: readonly Column[], numRows: number) {
    for (const { name, length } of columns) {
      if (length !== numRows) throw wrongLength(name, length, numRows);
    }
    this[COLUMNS] = columns;
    this.numRows = numRows;
    this.schema = new Schema(columns.map(({ field }) => field));
  }
}

export function wrongLength(name: string, length: number, numRows: number): FrameError {
  return new FrameError(`column "${name}" has ${counted(length, "value")}, the frame has ${counted(numRows, "row")}`, { column: name });
}

/** `1 row`, `2 rows`. */
export function counted(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** The column of that name. Throws FrameError, with the nearest name, if there is none. */
export function columnNamed(table: Table, name: string): Column {
  return table[COLUMNS][table.schema.place(name)]!;
}
