import { FrameError } from "@framepool/errors";
import type { Cell } from "../cell.js";
import type { Column } from "../column.js";
import { typeName } from "../data-types.js";
import { addWhole, type Aggregate } from "./aggregate.js";

/** One cell for each group of a column, under its name. */
export function aggregateColumn(aggregate: Aggregate, column: Column, codes: Int32Array, groups: number): Column {
  const state = aggregate.init(groups, column.type);
  aggregate.add(state, column, codes);
  return aggregate.finish(state, column.name);
}

/** The same of all rows as one group. */
export function aggregateWhole(aggregate: Aggregate, column: Column): Column {
  const state = aggregate.init(1, column.type);
  addWhole(aggregate, state, column);
  return aggregate.finish(state, column.name);
}

/**
 * The one value that an aggregate has for a whole column. An integer beyond 2^53 is rounded where it was computed, unless the
 * column is read as bigints; one of the cells is read as any cell, and throws FrameError.
 */
export function reduceColumn(aggregate: Aggregate, column: Column): Cell {
  return onlyCell(aggregateWhole(aggregate, column), aggregate);
}

/** The one cell that an aggregate of a whole column has, as {@link reduceColumn} gives it. */
export function onlyCell(result: Column, { picks }: Pick<Aggregate, "picks">): Cell {
  if (picks !== true) return roundedCell(result);
  try {
    return result.vectors[0]!.get(0);
  } catch (error) {
    // Its row here is none of the column's.
    if (!(error instanceof FrameError)) throw error;
    throw new FrameError(`column "${result.name}" (${typeName(result.type)}): ${error.message}`, { column: result.name }, { cause: error });
  }
}

/** The one cell, rounded where a number has not all of its digits. */
export function roundedCell(result: Column): Cell {
  const { storage, offset } = result.vectors[0]!;
  const { type, data } = storage;
  if (type.kind === "int" && type.bits === 64 && type.bigint !== true && !result.isNull(0)) return Number(data![offset]!);
  return result.get(0);
}
