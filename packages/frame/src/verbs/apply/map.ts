import { ArgumentError, FrameError, isByName } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { COLUMNS } from "../../columns-key.js";
import { recordFault } from "../../fault.js";
import { Table } from "../../table.js";
import { checkFunction } from "../arguments/check-function.js";
import { holdsColumn } from "../arguments/operand.js";
import { refusePromise } from "../arguments/refuse-promise.js";
import { taskHint } from "../arguments/task-hint.js";
import { ColumnCollector } from "../creation/column-collector.js";

/** Called with the cells of a column, whatever they are. */
export type CellFunction = (value: never) => Cell | undefined;
/** New cells by old ones: a Map, an object, or a table of two columns, what is looked up and what becomes of it. */
export type CellTable = ReadonlyMap<Cell, Cell> | Readonly<Record<string, Cell>> | Table;

/** A column of what `by` makes of each cell: a function, or a table in which a cell that is not there becomes missing. */
export function map(column: Column, by: CellFunction | CellTable): Column {
  if (typeof by === "function") return mapCells(column, by, "map");
  if (by instanceof Map) return mapCells(column, byKey(by as ReadonlyMap<Cell, Cell>), "map");
  const given: unknown = by;
  if (given instanceof Table) return mapCells(column, byKey(cellsByKey(given)), "map");
  if (holdsColumn(given)) throw new ArgumentError("map: a Series has no labels to look up; give a frame of two columns, what is looked up and what becomes of it");
  if (!isByName(given)) throw new ArgumentError(`map takes a function, a Map, an object or a frame of two columns, not ${shown(given)}${taskHint(given)}`);
  return mapCells(column, byText(given as Readonly<Record<string, Cell>>), "map");
}

/** The second column by the first. Throws ArgumentError for a table of other columns, FrameError for a key that is there twice. */
export function cellsByKey(table: Table): ReadonlyMap<Cell, Cell> {
  const [keys, cells, ...more] = table[COLUMNS];
  if (keys === undefined || cells === undefined || more.length > 0) throw new ArgumentError(`map: a frame that is looked up in has two columns, what is looked up and what becomes of it, not ${String(table[COLUMNS].length)}`);
  const made = new Map<Cell, Cell>();
  const seen = new Set<Cell>();
  for (let row = 0; row < table.numRows; row++) {
    const key = keys.get(row);
    made.set(key, cells.get(row));
    seen.add(key instanceof Date ? key.getTime() : key);
  }
  if (seen.size < table.numRows) throw new FrameError(`map: column "${keys.name}" has a value in two rows, and which of them counts is not said: dropDuplicates({ subset: "${keys.name}" }) keeps the first`, { column: keys.name });
  return made;
}

/** Cells as keys of a Map: Dates by their time, all others by identity. */
function byKey(table: ReadonlyMap<Cell, Cell>): (value: Cell) => Cell {
  const times = new Map([...table].flatMap(([key, cell]) => (key instanceof Date ? [[key.getTime(), cell] as const] : [])));
  return (value) => (value instanceof Date ? times.get(value.getTime()) : table.get(value)) ?? null;
}

/** Keys of an object are text: a number or a boolean is looked up as it prints. */
function byText(table: Readonly<Record<string, Cell>>): (value: Cell) => Cell {
  const cells = new Map(Object.entries(table));
  return (value) => (value === null ? null : (cells.get(String(value)) ?? null));
}

/** Cells at a time: the loops over them are small functions that are entered often, so that each is compiled early and stays so. */
const CHUNK = 512;

/** Calls `fn` with each cell (and nothing else), once, in order. What it throws is thrown as it is; `fault.ts` knows the row. */
export function mapCells(column: Column, fn: CellFunction, verb: string): Column {
  checkFunction(fn, verb);
  const collector = new ColumnCollector(column.name, column.length);
  const calls = new Calls(fn as (value: Cell) => Cell | undefined, verb);
  let before = 0;
  try {
    for (const vector of column.vectors) {
      const read = vector.reader();
      for (let begin = 0; begin < vector.length; ) {
        const made = calls.make(read, begin, Math.min(CHUNK, vector.length - begin));
        before += made;
        begin += made;
        calls.called = 0;
        collector.appendAll(calls.results, made);
      }
    }
  } catch (error) {
    // Which cell has no place among the others is told by the collector.
    const row = before > collector.length ? collector.length : before + calls.called;
    if (row < column.length) column.get(row); // throws, naming column and row, if it was the cell that could not be read
    recordFault(error, column, row);
    throw error;
  }
  return collector.finish();
}

/** Calls of a function, and what they gave. */
class Calls {
  results: (Cell | undefined)[] = [];
  /** of the chunk that is being made */
  called = 0;
  readonly #call: (value: Cell) => Cell | undefined;
  readonly #verb: string;

  constructor(call: (value: Cell) => Cell | undefined, verb: string) {
    this.#call = call;
    this.#verb = verb;
  }

  /** Makes `count` calls, or fewer where one gives an object: the function may give the same one again, changed. Gives how many. */
  make(read: (row: number) => Cell, begin: number, count: number): number {
    const { results } = this;
    const call = this.#call;
    let i = 0;
    try {
      for (; i < count; i++) {
        const result = call(read(begin + i));
        results[i] = result;
        if (typeof result !== "object" || result === null) continue;
        refusePromise(result, this.#verb);
        return i + 1;
      }
      return count;
    } catch (error) {
      this.called = i;
      throw error;
    }
  }
}
