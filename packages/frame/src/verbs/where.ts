import { Column } from "../column.js";
import { checkLengths } from "./check-lengths.js";
import { choose } from "./choose.js";
import { maskOf } from "./mask.js";
import type { Operand } from "./operand.js";

/** The cell where the flag is `flag`, else that of `other`. */
export function where(column: Column, flags: Column, other: Operand, flag: boolean): Column {
  const verb = flag ? "where" : "mask";
  checkLengths(verb, column, flags);
  if (other instanceof Column) checkLengths(verb, column, other);
  const mask = maskOf(flags, verb);
  return choose(verb, column, flag ? mask : mask.map((bit) => bit ^ 1), other);
}
