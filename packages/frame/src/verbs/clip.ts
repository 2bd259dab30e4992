import type { Column } from "../column.js";
import { arithmetic } from "./arithmetic.js";

/** A bound that is null or NaN is none. */
export function clip(column: Column, lower: number | bigint | null, upper: number | bigint | null): Column {
  const raised = isBound(lower) ? arithmetic("max", column, lower) : column;
  return isBound(upper) ? arithmetic("min", raised, upper) : raised;
}

function isBound(bound: number | bigint | null): bound is number | bigint {
  return bound !== null && !Number.isNaN(bound);
}
