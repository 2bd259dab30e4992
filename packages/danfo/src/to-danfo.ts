import { ArgumentError, FrameError, late } from "@framepool/errors";
import { columnNamed, columnsOf, type Column, type DataFrame } from "@framepool/frame/internal";
import type { DataFrame as DanfoDataFrame } from "danfojs-node";
import { danfoColumn, type DanfoColumn } from "./danfo-column.js";
import { hidesMember, type DanfoClass, type DanfoModule } from "./danfo-frame.js";

export interface ToDanfoOptions {
  /** name of a column that becomes the labels of the rows; without it they are numbered from 0 */
  readonly index?: string;
}

/**
 * The frame as a danfojs DataFrame: a copy. A missing cell is `NaN` among numbers, else `null`; dates are `Date`,
 * durations ms, categories text, lists arrays. With the namespace of danfojs it is made at once, of that copy's class; without, a
 * promise, since loading danfojs-node takes a second.
 *
 * @throws FrameError, naming the column, for one whose name would hide a part of the danfojs frame (`values`,
 *   `columns` …), for labels that are missing or not unique, for an integer beyond 2⁵³, and for cells that cannot be
 *   read here; ArgumentError where danfojs-node is not installed.
 * @example
 * import { toDanfo } from "@framepool/danfo";
 * import { DataFrame } from "@framepool/frame";
 * import * as dfd from "danfojs-node";
 *
 * const df = new DataFrame({ id: ["a", "b"], Age: [22, null] });
 * const danfo = toDanfo(df, dfd, { index: "id" });
 * [danfo.index, danfo.columns, danfo.dtypes, danfo.values]; // → [ [ 'a', 'b' ], [ 'Age' ], [ 'float32' ], [ [ 22 ], [ NaN ] ] ]
 */
export function toDanfo(frame: DataFrame, options?: ToDanfoOptions): Promise<DanfoDataFrame>;
export function toDanfo<D>(frame: DataFrame, danfo: DanfoModule<D>, options?: ToDanfoOptions): D;
export function toDanfo(frame: DataFrame, second: DanfoModule<unknown> | ToDanfoOptions = {}, third: ToDanfoOptions = {}): unknown {
  if ("DataFrame" in second) return makeDanfo(frame, second.DataFrame, third);
  return loadDanfo().then(({ DataFrame }) => makeDanfo(frame, DataFrame, second));
}

async function loadDanfo(): Promise<DanfoModule<unknown>> {
  try {
    return await late(() => import("danfojs-node"));
  } catch (error) {
    throw new ArgumentError("toDanfo needs danfojs-node, and it cannot be loaded; install it, or give what you have loaded: toDanfo(df, dfd)", { cause: error });
  }
}

/** A danfojs frame of the given class, with the given configuration. */
export function makeDanfo<D>(frame: DataFrame, Class: DanfoClass<D>, { index }: ToDanfoOptions, config: object = {}): D {
  const labels = index === undefined ? {} : { index: labelsOf(columnNamed(frame, index)) };
  const columns = columnsOf(frame).filter(({ name }) => name !== index).map(checkedColumn);
  const times = columns.some(({ dtype }) => dtype === "datetime") && !knowsTimes(Class);
  const dtypes = columns.map(({ dtype }) => (times && dtype === "datetime" ? "string" : dtype));
  return new Class(rowsOf(columns, frame.numRows), { columns: columns.map(({ name }) => name), dtypes, config, ...labels });
}

/** Before 1.2 danfojs had no word for times, and looked for them in columns that it called text. */
function knowsTimes(Class: DanfoClass<unknown>): boolean {
  try {
    return new Class([], { columns: ["time"], dtypes: ["datetime"] }) !== null;
  } catch {
    return false;
  }
}

function checkedColumn(column: Column): DanfoColumn {
  const { name } = column;
  if (!hidesMember(name)) return danfoColumn(column);
  throw new FrameError(`a danfojs frame with a column "${name}" loses its own ${name}, and no method of it works; rename the column first`, { column: name });
}

/** Labels as danfojs wants them: all there, and each once. */
function labelsOf(column: Column): (string | number)[] {
  const { name } = column;
  const seen = new Set<string | number>();
  for (const [row, label] of danfoColumn(column).cells.entries()) {
    if ((typeof label !== "string" && typeof label !== "number") || Number.isNaN(label)) throw new FrameError(`column "${name}" cannot be the labels of rows: row ${String(row)} has no text and no number`, { column: name, row });
    if (seen.has(label)) throw new FrameError(`column "${name}" cannot be the labels of rows: row ${String(row)} has ${JSON.stringify(label)} again`, { column: name, row });
    seen.add(label);
  }
  return [...seen];
}

function rowsOf(columns: readonly DanfoColumn[], numRows: number): unknown[][] {
  return Array.from({ length: numRows }, (_, row) => columns.map(({ cells }) => cells[row]));
}
