import { ArgumentError } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { Table, wrongLength } from "../../table.js";
import { checkByColumn } from "../arguments/check-kind.js";
import { holdsColumn } from "../arguments/operand.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { taskHint } from "../arguments/task-hint.js";
import { isList, makeColumn, repeatCell } from "../creation/make-column.js";

/**
 * The table with columns set, in order: one that is there keeps its place, others come last. `give` makes what a
 * function is called with, so that a later one sees the columns set before it.
 */
export function assign(table: Table, columns: Readonly<Record<string, unknown>>, give: (table: Table) => unknown): Table {
  checkByColumn("assign", "columns", columns);
  const made = new Columns(table);
  for (const name of Object.keys(columns)) {
    const value = columns[name];
    if (typeof value === "function") {
      const result = (value as (df: unknown) => unknown)(give(made.table()));
      refusePromise(result, "assign");
      made.set(newColumn(name, result, made.numRows));
    } else {
      made.set(newColumn(name, value, made.numRows));
    }
  }
  return made.table();
}

/** A byte array is one cell here, as any other scalar is: it fills the column. */
function newColumn(name: string, value: unknown, numRows: number): Column {
  if (holdsColumn(value) || (isList(value) && !(value instanceof Uint8Array))) return makeColumn(name, value);
  if (typeof value === "object" && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array)) {
    throw new ArgumentError(`assign: column "${name}" is given ${shown(value)}; give a Series, an array, a scalar, or a function of the frame${taskHint(value)}`);
  }
  return repeatCell(name, (value ?? null) as Cell, numRows);
}

/** Columns of a table, while some are set: a table is made of them where one is wanted, so that many are set as fast as one by one. */
class Columns {
  numRows: number;
  readonly #columns: Column[];
  readonly #places: Map<string, number>;
  #table: Table | null;

  constructor(table: Table) {
    this.numRows = table.numRows;
    this.#columns = [...table[COLUMNS]];
    this.#places = new Map(this.#columns.map(({ name }, place) => [name, place]));
    this.#table = table;
  }

  table(): Table { return (this.#table ??= new Table([...this.#columns], this.numRows)); }

  set(column: Column): void {
    // The first column of a frame that has none and no rows decides how many there are.
    if (this.#columns.length === 0 && this.numRows === 0) this.numRows = column.length;
    if (column.length !== this.numRows) throw wrongLength(column.name, column.length, this.numRows);
    const place = this.#places.get(column.name) ?? this.#columns.length;
    this.#places.set(column.name, place);
    this.#columns[place] = column;
    this.#table = null;
  }
}
