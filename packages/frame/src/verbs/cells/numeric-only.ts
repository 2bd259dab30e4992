import type { Column } from "../../column.js";

/** Which columns a reduction of a frame is of. */
export interface ReduceOptions {
  /** pass over columns that are no integers, floats or bools, instead of failing on them */
  readonly numericOnly?: boolean;
}

/** Whether `numericOnly` keeps a column: integers, floats and bools. */
export function isNumeric({ type }: Pick<Column, "type">): boolean {
  return type.kind === "int" || type.kind === "bool" || (type.kind === "float" && type.bits > 16);
}

/** The same, and a column of nothing but missing cells, which may become one. */
export function mayBeNumeric(column: Pick<Column, "type">): boolean {
  return column.type.kind === "null" || isNumeric(column);
}
