import type { Column } from "../../column.js";
import { arithmetic } from "./arithmetic.js";

/** By -1: exact for every float, and -(-2^31) is no int32 any more. */
export function neg(column: Column): Column {
  return arithmetic("mul", column, -1);
}

export function abs(column: Column): Column {
  return arithmetic("abs", column, 0);
}
