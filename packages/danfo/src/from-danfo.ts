import { ArgumentError, FrameError } from "@framepool/errors";
import { columnFromValues, frameOf, type Cell, type Column, type DataFrame, type DType, type Unchecked } from "@framepool/frame/internal";
import { isDanfoFrame, type DanfoFrame } from "./danfo-frame.js";

export interface FromDanfoOptions {
  /** name of a first column for the labels of the rows; without it they are left behind */
  readonly index?: string;
}

/**
 * A danfojs DataFrame as a frame of ours: a copy, and the danfojs frame is not touched. Types are decided by all cells,
 * since the `dtypes` of danfojs look at the first twenty rows: any text makes the column `string` (numbers in it become
 * text), other cells as everywhere here; where a column is all numbers, `float32` there is `float64` here. `NaN`,
 * `undefined` and dates that are none are missing cells, as in danfojs itself.
 *
 * @throws ArgumentError for what is no danfojs DataFrame; FrameError, naming column and row, for cells of several kinds.
 * @example
 * import { fromDanfo } from "@framepool/danfo";
 * import * as dfd from "danfojs-node";
 *
 * const df = new dfd.DataFrame({ Name: ["Ann", null], Age: [22, NaN] }, { index: ["a", "b"] });
 * fromDanfo(df).toRows(); // → [ { Name: 'Ann', Age: 22 }, { Name: null, Age: null } ]
 * fromDanfo(df, { index: "id" }).columns; // → [ 'id', 'Name', 'Age' ]
 */
export function fromDanfo<S = Unchecked>(df: DanfoFrame, { index }: FromDanfoOptions = {}): DataFrame<S> {
  if (!isDanfoFrame(df)) throw new ArgumentError("fromDanfo takes a DataFrame of danfojs-node; of a Series make one with `new dfd.DataFrame({ name: series.values })`");
  const names = member<string>(df, "columns").map(String);
  const dtypes = member<string>(df, "dtypes");
  const rows = checkedRows(member<unknown>(df, "values"), names.length);
  const columns = names.map((name, k) => columnOf(name, rows, k, dtypes[k]));
  if (index === undefined) return frameOf(columns, rows.length);
  if (names.includes(index)) throw new FrameError(`the labels cannot be the column "${index}": there is one of that name; give another`, { column: index });
  return frameOf([columnFromValues(index, member<string | number>(df, "index")), ...columns], rows.length);
}

/** A list that a danfojs frame keeps, unless a column of that name hides it. */
function member<T>(df: DanfoFrame, name: "columns" | "dtypes" | "values" | "index"): readonly T[] {
  const value: unknown = df[name];
  if (!Array.isArray(value)) throw new FrameError(`the danfojs frame has a column "${name}", which hides the frame's own ${name}; make it with another name for that column`, { column: name });
  return value as readonly T[];
}

/** Rows of the right length. Columns are not read by themselves: danfojs' `concat` writes into those of its first frame. */
function checkedRows(values: readonly unknown[], columns: number): readonly (readonly unknown[])[] {
  return values.map((row, i) => {
    if (Array.isArray(row) && row.length === columns) return row as readonly unknown[];
    throw new FrameError(`row ${String(i)} of the danfojs frame does not have ${String(columns)} cells, one for each of its columns`, { row: i });
  });
}

const TYPES: Readonly<Record<string, DType>> = { int32: "int32", float32: "float64", string: "string", boolean: "bool", datetime: "timestamp" };

/** Column `k`, typed by its cells; by what danfojs says of it where there are none, and where it says that numbers are floats. */
function columnOf(name: string, rows: readonly (readonly unknown[])[], k: number, dtype: string | undefined): Column {
  const cells = rows.map((row) => cellOf(row[k]));
  const kinds = new Set(cells.map((cell) => typeof cell));
  if (kinds.has("string")) return columnFromValues(name, cells.map(asText), "string");
  kinds.delete("object"); // missing cells; Dates are no numbers, so they never meet what follows
  if (cells.every((cell) => cell === null)) return columnFromValues(name, cells, dtype === undefined ? undefined : TYPES[dtype]);
  return columnFromValues(name, cells, dtype === "float32" && kinds.size === 1 && kinds.has("number") ? "float64" : undefined);
}

/** What danfojs calls empty is missing here. What is no cell at all is found where the column is made. */
function cellOf(value: unknown): Cell {
  if (value === undefined || Number.isNaN(value)) return null;
  return value instanceof Date && Number.isNaN(value.getTime()) ? null : (value as Cell);
}

/** danfojs keeps numbers beside text, where all digits make one; here a column is of one type. */
function asText(cell: Cell): Cell {
  if (typeof cell === "number" || typeof cell === "bigint") return String(cell);
  return typeof cell === "boolean" ? (cell ? "True" : "False") : cell;
}
