import { ArgumentError } from "@framepool/errors";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import { recordFault } from "../fault.js";
import { checkFunction } from "./check-function.js";
import { ColumnCollector } from "./column-collector.js";
import { refusePromise } from "./refuse-promise.js";

/** Called with the cells of a column, whatever they are. */
export type CellFunction = (value: never) => Cell | undefined;
/** New cells by old ones. */
export type CellTable = ReadonlyMap<Cell, Cell> | Readonly<Record<string, Cell>>;

/** A column of what `by` makes of each cell: a function, or a table in which a cell that is not there becomes missing. */
export function map(column: Column, by: CellFunction | CellTable): Column {
  if (typeof by === "function") return mapCells(column, by, "map");
  if (by instanceof Map) return mapCells(column, byKey(by as ReadonlyMap<Cell, Cell>), "map");
  if (typeof by !== "object") throw new ArgumentError("map takes a function, a Map or an object");
  return mapCells(column, byText(by as Readonly<Record<string, Cell>>), "map");
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

/** Calls `fn` with each cell (and nothing else), once, in order. What it throws is thrown as it is; `fault.ts` knows the row. */
export function mapCells(column: Column, fn: CellFunction, verb: string): Column {
  checkFunction(fn, verb);
  const call = fn as (value: Cell) => Cell | undefined;
  const collector = new ColumnCollector(column.name, column.length);
  let row = 0;
  try {
    for (const vector of column.vectors) {
      const { length } = vector;
      for (let i = 0; i < length; i++) {
        const result = call(vector.get(i));
        if (typeof result === "object") refusePromise(result, verb);
        collector.append(result);
        row++;
      }
    }
  } catch (error) {
    if (row < column.length) column.get(row); // throws, naming column and row, if it was the cell that could not be read
    recordFault(error, column, row);
    throw error;
  }
  return collector.finish();
}
